using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client;
using SessionCluster.Client.Sessions;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Validation;

/// <summary>A session with a scope, and what endpoints ask of it.</summary>
internal static class Presentation
{
    /// <summary>For <c>orders</c>, scope <c>orders.read orders.write</c>, AAL2.</summary>
    public static Task<EstablishResult.Established> ScopedAsync(this SessionTestCluster cluster, int? maxUses = null) =>
        cluster.EstablishedAsync(cluster.Establish(maxUses: maxUses) with { Scope = Scope("orders.read orders.write") });

    public static ScopeSet Scope(string text) => ScopeSet.TryParse(text, out var scope) ? scope : throw new ArgumentException(text);

    /// <summary>The verdict in words.</summary>
    public static async Task<string> AskAsync(this ISessionClient client, string token, string audience = "orders", string scope = "", AssuranceLevel assurance = AssuranceLevel.None, TimeSpan? maxAge = null) =>
        (await client.ValidateAsync(new ValidateDescriptor
        {
            Token = token,
            Audience = Audience.Create(audience),
            Activity = SessionActivity.None,
            Requirements = new ValidationRequirements { Scope = Scope(scope), Assurance = assurance, MaxAuthenticationAge = maxAge },
        })).ToString();
}
