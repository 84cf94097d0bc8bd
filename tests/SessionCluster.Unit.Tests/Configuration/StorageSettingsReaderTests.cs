using SessionCluster.Silo.Configuration;
using SessionCluster.Silo.Storage.Azure;

namespace SessionCluster.Unit.Tests.Configuration;

/// <summary><c>Storage</c>: one store, reached in one way, and never in clear over a network.</summary>
public sealed class StorageSettingsReaderTests
{
    // A published key: the emulator's.
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private const string Account = "Storage:Provider=AzureTable; Storage:ConnectionString=AccountName=a;AccountKey=" + Key + ";TableEndpoint=";
    private const string Tables = "Storage:Provider=AzureTable; Storage:ServiceUri=";

    [Theory]
    [InlineData("")]
    [InlineData("Storage:Provider=SQLITE")]
    public void The_embedded_store_is_the_default(string settings) => Assert.Null(Read(settings).Good);

    [Theory]
    [InlineData(Account + "https://a.example/", "https://a.example/")]
    [InlineData(Account + "http://127.0.0.1:10002/a", "http://127.0.0.1:10002/a")]
    [InlineData(Account + "http://localhost:10002/a", "http://localhost:10002/a")]
    [InlineData("Storage:Provider=azuretable; Storage:ConnectionString=UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1")]
    [InlineData("Storage:Provider=AzureTable; Storage:ConnectionString=DefaultEndpointsProtocol=https;AccountName=prod;AccountKey=" + Key, "https://prod.table.core.windows.net/")]
    [InlineData("Storage:Provider=AzureTable; Storage:ConnectionString=TableEndpoint=https://a.example/;SharedAccessSignature=sv=2020-08-04&sig=abc", "https://a.example/")]
    public void A_connection_string_names_its_account(string settings, string address)
    {
        var account = Read(settings).Good!;

        Assert.Equal((new Uri(address), "ConnectionString"), (account.Address, account.SettingsKey));
    }

    [Theory]
    [InlineData(Tables + "https://prod.table.core.windows.net")]
    [InlineData(Tables + "https://prod.table.core.windows.net/; Storage:ManagedIdentityClientId=00000000-0000-0000-0000-000000000001")]
    public void An_address_goes_with_an_identity(string settings)
    {
        var account = Read(settings).Good!;

        Assert.Equal((new Uri("https://prod.table.core.windows.net/"), "ServiceUri"), (account.Address, account.SettingsKey));
    }

    [Theory]
    [InlineData("Storage:Provider=AzureTable", "Storage:Provider is AzureTable, and no account is given")]
    [InlineData(Account + "https://a.example/; Storage:ServiceUri=https://a.example/", "Storage:ServiceUri is given beside SessionCluster:Storage:ConnectionString")]
    [InlineData(Account + "https://a.example/; Storage:ManagedIdentityClientId=x", "Storage:ManagedIdentityClientId is given beside SessionCluster:Storage:ConnectionString")]
    [InlineData(Account + "http://storage.example/a", "Storage:ConnectionString names http://storage.example/a, which is neither loopback nor https")]
    [InlineData(Account + "http://10.0.0.7:10002/a", "Storage:ConnectionString names http://10.0.0.7:10002/a, which is neither loopback nor https")]
    [InlineData("Storage:Provider=AzureTable; Storage:ConnectionString=x", "Storage:ConnectionString is not the connection string of an Azure storage account")]
    [InlineData("Storage:Provider=AzureTable; Storage:ConnectionString=AccountName=a;AccountKey=not-base64", "Storage:ConnectionString is not the connection string of an Azure storage account")]
    [InlineData(Tables + "http://127.0.0.1:10002/a", "Storage:ServiceUri is not an address to use with an identity")]
    [InlineData(Tables + "http://a.example; Cluster:TrustedNetwork=true", "Storage:ServiceUri is not an address to use with an identity")]
    [InlineData(Tables + "a.example", "Storage:ServiceUri is not an address to use with an identity")]
    [InlineData(Tables + "https://a.example/?sig=abc", "Storage:ServiceUri is not an address to use with an identity")]
    [InlineData(Tables + "https://user:pass@a.example/", "Storage:ServiceUri is not an address to use with an identity")]
    [InlineData("Storage:ConnectionString=x", "Storage:ConnectionString is given, and the store is Sqlite")]
    [InlineData("Storage:Provider=Sqlite; Storage:ServiceUri=https://a.example", "Storage:ServiceUri is given, and the store is Sqlite")]
    [InlineData("Storage:ManagedIdentityClientId=x", "Storage:ManagedIdentityClientId is given, and the store is Sqlite")]
    [InlineData("Storage:Table=x", "Storage:Table is not a setting of this version")]
    public void Refused(string settings, string sentence)
    {
        var problem = Assert.Single(Read(settings).Problems);

        Assert.StartsWith($"{SettingsSection.Root}:{sentence}", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Http_off_loopback_is_an_exception_by_name() =>
        Assert.Equal(new Uri("http://azurite:10002/a"), Read(Account + "http://azurite:10002/a; Cluster:TrustedNetwork=true").Good!.Address);

    [Theory]
    [Rule("N17")]
    [InlineData("AccountName=a;AccountKey=S3CR3T")]
    [InlineData("S3CR3T")]
    [InlineData("AccountName=a;AccountKey=S3CR3T;TableEndpoint=http://storage.example/a")]
    [InlineData("TableEndpoint=http://storage.example/a;SharedAccessSignature=sv=1&sig=S3CR3T")]
    public void No_sentence_quotes_a_connection_string(string text)
    {
        var problem = Assert.Single(Read("Storage:Provider=AzureTable; Storage:ConnectionString=" + text).Problems);

        Assert.DoesNotContain("S3CR3T", problem, StringComparison.Ordinal);
    }

    [Fact]
    [Rule("N17")]
    public void An_account_can_not_print_its_secret()
    {
        var account = Read("Storage:Provider=AzureTable; Storage:ConnectionString=TableEndpoint=https://a.example/;SharedAccessSignature=sv=1&sig=S3CR3T").Good!;

        Assert.Equal("Azure Table at https://a.example/", account.ToString());
        Assert.DoesNotContain("S3CR3T", account.Address.OriginalString, StringComparison.Ordinal);
    }

    private static Reading<AzureTableAccount?> Read(string settings) =>
        Reading.Of(root => StorageSettingsReader.Read(root.Child("Storage"), root.Child("Cluster").Flag("TrustedNetwork", false)), settings);
}
