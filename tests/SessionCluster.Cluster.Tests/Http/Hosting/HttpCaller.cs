using System.Net.Http.Headers;
using System.Text;
using SessionCluster.Client.Callers;
using SessionCluster.Silo.Callers;

namespace SessionCluster.Cluster.Tests.Http.Hosting;

/// <summary>A client of the silo under test.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Secret">Its secret: any text, for configuration keeps a digest.</param>
/// <param name="Permissions">What it may do.</param>
/// <param name="Audiences">What it may name.</param>
internal sealed record HttpCaller(string Id, string Secret, CallerPermissions Permissions, params string[] Audiences)
{
    private const CallerPermissions Everything = CallerPermissions.Establish | CallerPermissions.Validate | CallerPermissions.Revoke | CallerPermissions.Administer | CallerPermissions.Signal | CallerPermissions.AssertConfirmation;

    /// <summary>May do everything that this version knows, for every audience. Its secret needs form-encoding.</summary>
    public static HttpCaller All { get; } = new("all", "p:100%+ä €/=", Everything, "*");

    public static HttpCaller Login { get; } = new("login", "secret-of-login", CallerPermissions.Establish, "*");

    public static HttpCaller Service { get; } = new("service", "secret-of-service", CallerPermissions.Validate, "*");

    public static HttpCaller Support { get; } = new("support", "secret-of-support", CallerPermissions.Revoke, "*");

    /// <summary>Establishes, and revokes what it established.</summary>
    public static HttpCaller Portal { get; } = new("portal", "secret-of-portal", CallerPermissions.Establish | CallerPermissions.Revoke, "*");

    public static HttpCaller Operator { get; } = new("operator", "secret-of-operator", CallerPermissions.Administer, "*");

    /// <summary>Reports, and validates nothing.</summary>
    public static HttpCaller Detector { get; } = new("detector", "secret-of-detector", CallerPermissions.Signal, "*");

    /// <summary>Validates for one audience of two.</summary>
    public static HttpCaller Billing { get; } = new("billing", "secret-of-billing", CallerPermissions.Validate | CallerPermissions.Revoke, "billing");

    /// <summary>Validates, for no audience.</summary>
    public static HttpCaller Mute { get; } = new("mute", "secret-of-mute", CallerPermissions.Validate);

    /// <summary>Has good credentials, and permissions that open no call.</summary>
    public static HttpCaller Nobody { get; } = new("nobody", "secret-of-nobody", CallerPermissions.Presence | CallerPermissions.Delegate | CallerPermissions.AssertConfirmation, "*");

    /// <summary>May do everything, for one audience.</summary>
    public static HttpCaller OrdersOnly { get; } = new("orders-only", "secret-of-orders-only", Everything, "orders");

    public static IReadOnlyList<HttpCaller> Everybody { get; } = [All, Login, Service, Support, Portal, Operator, Detector, Nobody, OrdersOnly];

    /// <summary>With those that the table of permissions does not try.</summary>
    public static IReadOnlyList<HttpCaller> Configured { get; } = [.. Everybody, Billing, Mute];

    /// <summary>RFC 6749 section 2.3.1: id and secret form-encoded, then as HTTP Basic.</summary>
    public AuthenticationHeaderValue Authorization => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{FormEncode(Id)}:{FormEncode(Secret)}")));

    /// <summary>As configuration.</summary>
    public IEnumerable<KeyValuePair<string, string?>> ToConfiguration()
    {
        var prefix = $"SessionCluster:Clients:{Id}";
        yield return new($"{prefix}:Secrets:0", ClientSecretMaker.DigestOf(Secret));
        foreach (var (index, word) in PermissionWords.All.Where(word => PermissionWords.TryParse(word, out var permission) && Permissions.HasFlag(permission)).Index())
        {
            yield return new($"{prefix}:Permissions:{index}", word);
        }

        foreach (var (index, audience) in Audiences.Index())
        {
            yield return new($"{prefix}:Audiences:{index}", audience);
        }
    }

    private static string FormEncode(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
