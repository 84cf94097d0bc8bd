using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Client;
using SessionCluster.Client.Hosting;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Sessions;
using SessionCluster.Client.Tokens;

namespace SessionCluster.Cluster.Tests.Hosting;

/// <summary>Edges beside the external client's: the one inside the silo, and clients with a ring, an environment or a gate of their own.</summary>
internal static class Edges
{
    /// <summary>Adds the edge inside the silo, as the silo's HTTP endpoints use it, by the test's clock.</summary>
    public static void AddCohostedEdge(this ISiloBuilder silo, SessionTestOptions options)
    {
        silo.Services.AddSingleton<ITokenGate>(provider => ActivatorUtilities.CreateInstance<TokenGate>(provider, options.Clock));
        silo.Services.AddSingleton<ISessionClient>(provider => ActivatorUtilities.CreateInstance<SessionClient>(provider, options.Clock));
        silo.Services.AddCohostedSessionClusterClient(edge => edge.Environment = options.Environment);
    }

    public static ISessionClient CohostedClient(this SessionTestCluster cluster) => cluster.SiloServices.GetRequiredService<ISessionClient>();

    /// <summary>Another client of the same cluster.</summary>
    public static ISessionClient OtherClient(this SessionTestCluster cluster, EdgeRing? ring = null, string? environment = null, ITokenGate? gate = null)
    {
        var options = Options.Create(new SessionClientOptions { Environment = environment ?? cluster.Options.Environment });
        ring ??= cluster.Options.EdgeRing;
        return new SessionClient(cluster.Grains, ring, gate ?? new TokenGate(ring, options, cluster.Clock), new DpopProofVerifier(), options, cluster.Clock, NullLogger<SessionClient>.Instance);
    }

    /// <summary>A ring in which key n has 32 bytes n: not the test cluster's own key 1.</summary>
    public static KeyRing Ring(byte current, params byte[] ids) => KeyRing.Create(current, ids.ToDictionary(id => id, id => Enumerable.Repeat(id, KeyRing.KeySize).ToArray()));

    /// <summary>The token of a session with another secret: what somebody makes who has the edge ring and has seen the id.</summary>
    public static string TokenWith(this SessionTestCluster cluster, SessionId id, ReadOnlySpan<byte> secret)
    {
        var ring = cluster.Options.EdgeRing.Current;
        return TokenFormat.Format(EnvironmentName.Create(cluster.Options.Environment), ring, ring.CurrentId, id, secret);
    }

    public static async Task<string> PresentAsync(this ISessionClient client, string token) =>
        (await client.ValidateAsync(new ValidateDescriptor { Token = token, Audience = SessionSamples.Orders })).ToString();
}
