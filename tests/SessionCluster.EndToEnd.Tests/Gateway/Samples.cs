using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client;
using SessionCluster.Client.Sessions;

namespace SessionCluster.EndToEnd.Tests.Gateway;

/// <summary>Calls as login and API services make them.</summary>
internal static class Samples
{
    private static readonly Audience Orders = Audience.Create("orders");

    /// <summary>An order of revocation by a caller.</summary>
    public static RevocationOrder Order { get; } = new(RevocationReason.Admin, null, EndInitiator.By(ClientId.Create("dev")));

    /// <summary>A subject.</summary>
    public static SubjectId Subject(string name) => SubjectId.TryCreate(name, out var subject, out var problem) ? subject : throw new ArgumentException(problem, nameof(name));

    /// <summary>Establishes a session for a subject; <see langword="null"/> without limit.</summary>
    public static async Task<EstablishResult.Established> EstablishAsync(this ISessionClient sessions, string subject, int? maxUses = null)
    {
        var result = await sessions.TryEstablishAsync(subject, maxUses);
        return result as EstablishResult.Established ?? throw new InvalidOperationException($"No session was established: {result}");
    }

    /// <summary>Asks for a session.</summary>
    public static Task<EstablishResult> TryEstablishAsync(this ISessionClient sessions, string subject, int? maxUses = null, CancellationToken cancellationToken = default) => sessions.EstablishAsync(
        new()
        {
            Subject = Subject(subject),
            Class = SessionClassName.Create("interactive"),
            Audiences = [Orders],
            Authentication = new(["pwd", "otp"], Now()),
            EstablishedBy = ClientId.Create("dev"),
            MaxUses = maxUses,
        },
        cancellationToken);

    /// <summary>Validates a token; the answer as a word.</summary>
    public static async Task<string> ValidateAsync(this ISessionClient sessions, EstablishResult.Established session, CancellationToken cancellationToken = default) =>
        (await sessions.ValidateAsync(new() { Token = session.Token.Reveal(), Audience = Orders }, cancellationToken)).ToString();

    /// <summary>Ends a session by its id.</summary>
    public static Task<RevokeResult> RevokeAsync(this ISessionClient sessions, EstablishResult.Established session, CancellationToken cancellationToken = default) =>
        sessions.RevokeAsync(new RevokeDescriptor.ById(session.Id, Order), cancellationToken);

    // To the second, as authentication events are.
    private static DateTimeOffset Now() => DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
}
