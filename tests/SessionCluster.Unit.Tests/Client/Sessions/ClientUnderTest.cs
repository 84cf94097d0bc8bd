using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Hosting;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Sessions;
using SessionCluster.Client.Tokens;
using SessionCluster.Unit.Tests.Core.Sessions;
using SessionCluster.Unit.Tests.Storage;
using SessionCluster.Unit.Tests.Tokens;

namespace SessionCluster.Unit.Tests.Client.Sessions;

/// <summary>The client as it ships, over a stub of the cluster, with the specimen's ring and a clock in the test's hand.</summary>
internal sealed partial class ClientUnderTest
{
    public ClientUnderTest(TimeProvider? clock = null)
    {
        var options = Options.Create(new SessionClientOptions { Environment = Specimen.Environment });
        Sessions = new SessionClient(Cluster.Factory, Ring, new TokenGate(Ring, options, Clock), new DpopProofVerifier(), options, clock ?? Clock, Log);
    }

    /// <summary>An hour before the specimen's deadline.</summary>
    public FakeTimeProvider Clock { get; } = new(Specimen.Id.Deadline.AddHours(-1));

    public EdgeRing Ring { get; } = new(Specimen.Ring);

    public StubCluster Cluster { get; } = new();

    public RecordedLog<SessionClient> Log { get; } = new();

    public SessionClient Sessions { get; }

    public static RevocationOrder Order { get; } = new(RevocationReason.Admin, null, EndInitiator.By(ClientId.Create("ops")));

    public static ValidateDescriptor Presented { get; } = new() { Token = Specimen.Token, Audience = Audience.Create("orders") };

    public static EstablishDescriptor Establish { get; } = new()
    {
        Subject = Sample.Subject,
        Class = SessionClassName.Create("interactive"),
        Audiences = [Audience.Create("orders")],
        Authentication = new AuthenticationEvent(["pwd", "otp"], Sample.Start),
        EstablishedBy = ClientId.Create("login"),
    };

    public static EstablishOutcome Established { get; } = new EstablishOutcome.Established(Specimen.Id, Specimen.Id.Deadline, TimeSpan.FromMinutes(30), AssuranceLevel.Aal2);

    public static SessionVerdict Accepted { get; } = SessionVerdict.Accept(Sample.Facts(), Sample.Start);

    public static RevocationReceipt Receipt { get; } = new() { Id = Specimen.Id, SessionsEnded = 1, RevokedAt = Sample.Start, EffectiveAt = Sample.Start, EventId = Sample.EventId };

    public static SessionInfo Info(SessionId id, SessionStatus status = SessionStatus.Active) => new()
    {
        Facts = Sample.Facts() with { Id = id },
        Status = status,
        EstablishedBy = ClientId.Create("login"),
        LastUsedAt = Sample.Start,
        IdleDeadline = Sample.Start,
    };
}
