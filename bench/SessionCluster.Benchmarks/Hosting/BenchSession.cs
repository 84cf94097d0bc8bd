using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Client;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Sessions;

namespace SessionCluster.Benchmarks.Hosting;

/// <summary>The session that is measured: one subject, one audience, two scopes, a password and a one-time code.</summary>
internal static class BenchSession
{
    public static readonly Audience Audience = Audience.Create("https://api.example");

    private static readonly ScopeSet Scope = ScopeSet.TryParse("orders.read orders.write", out var scope) ? scope : throw new InvalidOperationException();

    /// <summary>Establishes one, or fails.</summary>
    /// <param name="client">The edge.</param>
    /// <param name="subject">Whose.</param>
    /// <param name="sessionClass">Its class.</param>
    /// <param name="key">What it is bound to; <see langword="null"/> for a bearer session.</param>
    public static async Task<EstablishResult.Established> EstablishAsync(ISessionClient client, string subject, string sessionClass = "interactive", ProofKey? key = null)
    {
        var result = await client.EstablishAsync(new()
        {
            Subject = SubjectId.TryCreate(subject, out var id, out var problem) ? id : throw new ArgumentException(problem, nameof(subject)),
            Class = SessionClassName.Create(sessionClass),
            Audiences = [Audience],
            Authentication = new AuthenticationEvent(["pwd", "otp"], TimeProvider.System.GetUtcNow()),
            EstablishedBy = ClientId.Create("login"),
            Scope = Scope,
            Confirmation = key is null ? null : new(ConfirmationMethod.Jkt, key.Thumbprint),
        });
        return result as EstablishResult.Established ?? throw new InvalidOperationException($"Not established: {result}");
    }

    /// <summary>Uses one, or fails.</summary>
    public static async Task UseAsync(ISessionClient client, string token)
    {
        var verdict = await client.ValidateAsync(new() { Token = token, Audience = Audience });
        if (!verdict.IsAccepted)
        {
            throw new InvalidOperationException($"Not accepted: {verdict}");
        }
    }
}
