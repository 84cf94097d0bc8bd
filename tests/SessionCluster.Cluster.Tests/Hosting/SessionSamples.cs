using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Sessions;

namespace SessionCluster.Cluster.Tests.Hosting;

/// <summary>The usual request of each kind, to be varied with <c>with</c>.</summary>
internal static class SessionSamples
{
    public static ClientId Login { get; } = ClientId.Create("login");

    public static Audience Orders { get; } = Audience.Create("orders");

    public static RevocationOrder Admin { get; } = new(RevocationReason.Admin, null, EndInitiator.By(ClientId.Create("ops")));

    public static SubjectId NewSubject() => Subject($"user-{Guid.NewGuid():n}");

    public static SubjectId Subject(string value) => SubjectId.TryCreate(value, out var subject, out var problem) ? subject : throw new ArgumentException(problem);

    public static EstablishDescriptor Establish(this SessionTestCluster cluster, SubjectId? subject = null, string sessionClass = "bearer", int? maxUses = null) => new()
    {
        Subject = subject ?? NewSubject(),
        Class = SessionClassName.Create(sessionClass),
        Audiences = [Orders],
        Authentication = new AuthenticationEvent(["pwd", "otp"], cluster.Clock.GetUtcNow()),
        EstablishedBy = Login,
        MaxUses = maxUses,
    };

    /// <summary>Establishes, and expects that it succeeds.</summary>
    public static async Task<EstablishResult.Established> EstablishedAsync(this SessionTestCluster cluster, EstablishDescriptor? descriptor = null)
    {
        var result = await cluster.Client.EstablishAsync(descriptor ?? cluster.Establish());
        return result as EstablishResult.Established ?? throw new InvalidOperationException($"Not established: {result}");
    }

    public static async Task<SessionVerdict> ValidateAsync(this SessionTestCluster cluster, EstablishResult.Established session, SessionActivity activity = SessionActivity.User) =>
        await cluster.Client.ValidateAsync(new ValidateDescriptor { Token = session.Token.Reveal(), Audience = Orders, Activity = activity });
}
