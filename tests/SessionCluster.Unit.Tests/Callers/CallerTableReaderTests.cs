using System.Security.Cryptography;
using System.Text;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Client.Callers;
using SessionCluster.Silo.Callers;
using SessionCluster.Unit.Tests.Configuration;

namespace SessionCluster.Unit.Tests.Callers;

/// <summary>Clients from configuration: <c>Clients:&lt;id&gt;</c>.</summary>
public sealed class CallerTableReaderTests
{
    private static readonly string One = ClientSecretMaker.DigestOf("one");
    private static readonly string Two = ClientSecretMaker.DigestOf("two");

    [Fact, Rule("H2")]
    public void Two_secrets_live_side_by_side_so_that_one_can_be_changed()
    {
        var table = Read(("Clients:login:Secrets:0", One), ("Clients:login:Secrets:1", Two)).Good;

        Assert.NotNull(Find(table, "login", "one"));
        Assert.NotNull(Find(table, "login", "two"));
        Assert.Null(Find(table, "login", "three"));
    }

    [Fact]
    public void A_client_is_known_by_its_id_and_its_secret_together()
    {
        var table = Read(("Clients:login:Secrets:0", One), ("Clients:orders:Secrets:0", Two)).Good;

        Assert.Equal("login", Find(table, "login", "one")?.ToString());
        Assert.Null(Find(table, "login", "two"));
        Assert.Null(Find(table, "orders", "one"));
        Assert.Null(Find(table, "nobody", "one"));
        Assert.Null(Find(table, "LOGIN", "one"));
        Assert.Equal(2, table.Count);
    }

    [Fact]
    public void Permissions_and_audiences_are_what_is_listed_and_no_more()
    {
        var caller = Find(Read(("Clients:c:Secrets:0", One), ("Clients:c:Permissions:0", "revoke"), ("Clients:c:Permissions:1", "validate"), ("Clients:c:Audiences:0", "orders")).Good, "c", "one")!;

        Assert.Equal(CallerPermissions.Validate | CallerPermissions.Revoke, caller.Permissions);
        Assert.True(caller.MayAny(CallerPermissions.Administer | CallerPermissions.Revoke));
        Assert.False(caller.MayAny(CallerPermissions.Administer | CallerPermissions.Establish));
        Assert.True(caller.MayName(Audience.Create("orders")));
        Assert.False(caller.MayName(Audience.Create("order")));
        Assert.False(caller.MayName(Audience.Create("Orders")));
    }

    [Fact]
    public void A_star_is_every_audience_and_nothing_is_none()
    {
        Assert.True(Find(Read(("Clients:c:Secrets:0", One), ("Clients:c:Audiences:0", "*")).Good, "c", "one")!.MayName(Audience.Create("any")));
        Assert.False(Find(Read(("Clients:c:Secrets:0", One)).Good, "c", "one")!.MayName(Audience.Create("any")));
    }

    [Fact]
    public void Every_word_is_a_permission_of_its_own() =>
        Assert.Equal(
            Enum.GetValues<CallerPermissions>().Except([CallerPermissions.None]).Order(),
            PermissionWords.All.Select(word => PermissionWords.TryParse(word, out var permission) ? permission : default).Order());

    [Theory]
    [InlineData("Clients:a b:Secrets:0=X", "SessionCluster:Clients:a b is not a client id.")]
    [InlineData("Clients:c:Permissions:0=validate", "SessionCluster:Clients:c:Secrets has 0 entries")]
    [InlineData("Clients:c:Secrets:0=X; Clients:c:Secrets:1=X; Clients:c:Secrets:2=X", "SessionCluster:Clients:c:Secrets has 3 entries")]
    [InlineData("Clients:c:Secrets:0=X; Clients:c:Permissions:0=Validate", "SessionCluster:Clients:c:Permissions has 'Validate'")]
    [InlineData("Clients:c:Secrets:0=X; Clients:c:Permissions:0=root", "SessionCluster:Clients:c:Permissions has 'root'")]
    [InlineData("Clients:c:Secrets:0=X; Clients:c:Audiences:0=a b", "SessionCluster:Clients:c:Audiences has 'a b'")]
    [InlineData("Clients:c:Secrets:0=X; Clients:c:Secret=Y", "SessionCluster:Clients:c:Secret is not a setting")]
    public void A_slip_is_a_sentence_that_names_the_key(string settings, string sentence) =>
        Assert.Contains(Problems(settings.Replace("=X", $"={One}", StringComparison.Ordinal)), problem => problem.StartsWith(sentence, StringComparison.Ordinal));

    [Theory, Rule("N17")]
    [InlineData("the-secret-itself")]
    [InlineData("sha256:")]
    [InlineData("sha256:0123")]
    [InlineData("sha256:zz")]
    [InlineData("SHA256:aa")]
    public void A_secret_in_place_of_its_digest_is_refused_and_not_repeated(string secret)
    {
        var problems = Problems($"Clients:c:Secrets:0={secret}");

        Assert.Contains(problems, problem => problem.StartsWith("SessionCluster:Clients:c:Secrets has an entry that is not sha256:", StringComparison.Ordinal));
        Assert.DoesNotContain(problems, problem => problem.Contains("the-secret-itself", StringComparison.Ordinal));
    }

    [Fact]
    public void A_client_with_a_problem_is_no_caller()
    {
        var reading = Read(("Clients:c:Secrets:0", "nonsense"), ("Clients:d:Secrets:0", One));

        Assert.Equal(1, reading.Value.Count);
        Assert.Null(Find(reading.Value, "c", "nonsense"));
    }

    private static IReadOnlyList<string> Problems(string settings) => Reading.Of(section => CallerTableReader.Read(section.Child("Clients")), settings).Problems;

    private static Reading<CallerTable> Read(params (string Key, string? Value)[] settings) => Reading.Of(section => CallerTableReader.Read(section.Child("Clients")), settings);

    private static Caller? Find(CallerTable table, string id, string secret) => table.Find(id, SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
