using Azure.Data.Tables;
using Azure.Identity;

namespace SessionCluster.Silo.Storage.Azure;

/// <summary>Where the tables are, and as whom they are reached: by a connection string, which is a secret and never printed, or as the identity that this process has.</summary>
internal sealed class AzureTableAccount
{
    private readonly Func<TableClientOptions, TableServiceClient> _create;

    private AzureTableAccount(string settingsKey, Uri address, Func<TableClientOptions, TableServiceClient> create)
    {
        _create = create;
        SettingsKey = settingsKey;
        // A connection string with a shared access signature has it in the address, too.
        Address = new(address.GetLeftPart(UriPartial.Path));
    }

    /// <summary>The setting that names it, under <c>Storage</c>.</summary>
    public string SettingsKey { get; }

    /// <summary>The address of the tables, without anything secret.</summary>
    public Uri Address { get; }

    /// <summary>By connection string.</summary>
    /// <exception cref="Exception">It is none, in ways that the package does not tell; the message may quote it.</exception>
    public static AzureTableAccount FromConnectionString(string text) =>
        new("ConnectionString", new TableServiceClient(text).Uri, options => new(text, options));

    /// <summary>By address and identity: a managed identity, a workload's, or whatever else the process is given.</summary>
    /// <param name="address">An https address.</param>
    /// <param name="managedIdentityClientId">Which of several user-assigned identities; <see langword="null"/> for the only one.</param>
    public static AzureTableAccount FromIdentity(Uri address, string? managedIdentityClientId) =>
        new("ServiceUri", address, options => new(address, new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = managedIdentityClientId }), options));

    /// <summary>Makes a client.</summary>
    public TableServiceClient CreateClient(TableClientOptions options) => _create(options);

    /// <inheritdoc />
    public override string ToString() => $"Azure Table at {Address}";
}
