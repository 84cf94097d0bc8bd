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
internal sealed class ClientUnderTest
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

    /// <summary>Every operation as a caller makes it, by name.</summary>
    public static IReadOnlyDictionary<string, Func<SessionClient, CancellationToken, Task<object>>> Operations { get; } = new Dictionary<string, Func<SessionClient, CancellationToken, Task<object>>>
    {
        ["establish"] = async (client, cancellation) => await client.EstablishAsync(Establish, cancellation),
        ["validate"] = async (client, cancellation) => await client.ValidateAsync(Presented, cancellation),
        ["introspect"] = async (client, cancellation) => await client.IntrospectAsync(new() { Token = Specimen.Token, Audiences = [] }, cancellation),
        ["end"] = async (client, cancellation) => await client.EndAsync(new() { Token = Specimen.Token, Scheme = TokenScheme.Bearer }, cancellation),
        ["revoke by token"] = async (client, cancellation) => await client.RevokeAsync(new RevokeDescriptor.ByToken(Specimen.Token, Order), cancellation),
        ["revoke by id"] = async (client, cancellation) => await client.RevokeAsync(new RevokeDescriptor.ById(Specimen.Id, Order), cancellation),
        ["revoke subject"] = async (client, cancellation) => await client.RevokeSubjectAsync(new(Sample.Subject, Order), cancellation),
        ["info"] = async (client, cancellation) => await client.GetInfoAsync(Specimen.Id, cancellation),
        ["list"] = async (client, cancellation) => await client.ListAsync(Sample.Subject, cancellationToken: cancellation),
    };

    public static TheoryData<string> OperationNames => [.. Operations.Keys];

    /// <summary>What was unavailable, or <see langword="null"/> when the result says something else.</summary>
    public static UnavailableReason? Doubt(object result) => result switch
    {
        SessionVerdict { Outcome: VerdictOutcome.Unavailable } verdict => verdict.Reason,
        EstablishResult.Unavailable unavailable => unavailable.Reason,
        RevokeResult.Unavailable unavailable => unavailable.Reason,
        EndResult.Unavailable unavailable => unavailable.Reason,
        InfoResult.Unavailable unavailable => unavailable.Reason,
        ListResult.Unavailable unavailable => unavailable.Reason,
        _ => null,
    };

    /// <summary>The answer that a call hopes for.</summary>
    public static object GoodAnswer(object call) => call switch
    {
        EstablishCall => Established,
        ValidateCall or IntrospectCall => Accepted,
        EndCall => new EndOutcome.Ended(Receipt),
        RevokeCall or RevokeSubjectCall => new RevokeOutcome.Revoked(Receipt),
        InfoCall => new InfoOutcome.Found(Info(Specimen.Id)),
        ListCall => new ListOutcome.Page([], More: false),
        _ => throw new ArgumentException(call.ToString()),
    };

    /// <summary>What the cluster itself says when it is in doubt.</summary>
    public static object DoubtfulAnswer(object call, UnavailableReason reason) => call switch
    {
        EstablishCall => new EstablishOutcome.Unavailable(reason),
        ValidateCall or IntrospectCall => SessionVerdict.InDoubt(reason),
        EndCall => new EndOutcome.Denied(SessionVerdict.InDoubt(reason)),
        InfoCall => new InfoOutcome.Unavailable(reason),
        ListCall => new ListOutcome.Unavailable(reason),
        _ => new RevokeOutcome.Unavailable(reason),
    };

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
