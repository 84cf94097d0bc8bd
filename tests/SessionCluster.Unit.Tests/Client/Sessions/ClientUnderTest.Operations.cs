using System.Collections.Frozen;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Renewal;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Rotation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Signals;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Sessions;
using SessionCluster.Unit.Tests.Core.Sessions;
using SessionCluster.Unit.Tests.Tokens;

namespace SessionCluster.Unit.Tests.Client.Sessions;

/// <summary>Every operation, and what the cluster answers to it.</summary>
internal sealed partial class ClientUnderTest
{
    public static RotationId RotationId { get; } = RotationId.FromBytes([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);

    public static RotateDescriptor Rotate { get; } = new() { Token = Specimen.Token, Scheme = TokenScheme.Bearer, RotationId = RotationId };

    public static RenewalDescriptor Renewal { get; } = new()
    {
        Token = Specimen.Token,
        Scheme = TokenScheme.Bearer,
        Subject = Sample.Subject,
        Authentication = new AuthenticationEvent(["pwd", "otp"], Sample.Start),
        Caller = ClientId.Create("login"),
    };

    public static HolderDescriptor Holder { get; } = new() { Token = Specimen.Token, Scheme = TokenScheme.Bearer };

    public static LockOrder LockOrder => new(LockDimension.Client, "portal", Order);

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
        ["revoke others"] = async (client, cancellation) => await client.RevokeSubjectAsync(new(Sample.Subject, Order) { Keep = Holder }, cancellation),
        ["info"] = async (client, cancellation) => await client.GetInfoAsync(Specimen.Id, cancellation),
        ["list"] = async (client, cancellation) => await client.ListAsync(Sample.Subject, cancellationToken: cancellation),
        ["rotate"] = async (client, cancellation) => await client.RotateAsync(Rotate, cancellation),
        ["step up"] = async (client, cancellation) => await client.StepUpAsync(Renewal, cancellation),
        ["re-authenticate"] = async (client, cancellation) => await client.ReauthenticateAsync(Renewal, cancellation),
        ["list own"] = async (client, cancellation) => await client.ListOwnAsync(Holder, cancellationToken: cancellation),
        ["end own"] = async (client, cancellation) => await client.EndOwnAsync(Holder, Specimen.Id, cancellation),
        ["signal by token"] = async (client, cancellation) => await client.SignalAsync(new SignalDescriptor.ByToken(Specimen.Token, SignalType.Leak, RiskLevel.High, Order.Initiator.Client), cancellation),
        ["signal by id"] = async (client, cancellation) => await client.SignalAsync(new SignalDescriptor.ById(Specimen.Id, SignalType.Risk, RiskLevel.High, Order.Initiator.Client), cancellation),
        ["lock"] = async (client, cancellation) => await client.LockAsync(LockOrder, cancellation),
        ["unlock"] = async (client, cancellation) => await client.UnlockAsync(Sample.EventId, Order.Initiator.Client, cancellation),
        ["list locks"] = async (client, cancellation) => await client.ListLocksAsync(cancellationToken: cancellation),
    };

    /// <summary>
    /// What must not be sent a second time: an answer that holds the only token, a proof that the first sending has consumed, a budget that each sending counts against.
    /// Of the holder's own calls it is the first of two, which shows that somebody is one.
    /// </summary>
    public static FrozenSet<string> SentOnce { get; } = ["establish", "revoke others", "step up", "re-authenticate", "list own", "end own", "signal by token", "signal by id"];

    /// <summary>What the cluster answers to with a number: in doubt, its store was.</summary>
    public static FrozenSet<string> WithoutReason { get; } = ["signal by token", "signal by id", "unlock", "list locks"];

    public static TheoryData<string> OperationNames => [.. Operations.Keys];

    public static TheoryData<string> NamesSentOnce => [.. SentOnce];

    /// <summary>What was unavailable, or <see langword="null"/> when the result says something else.</summary>
    public static UnavailableReason? Doubt(object result) => result switch
    {
        SessionVerdict { Outcome: VerdictOutcome.Unavailable } verdict => verdict.Reason,
        EstablishResult.Unavailable unavailable => unavailable.Reason,
        RevokeResult.Unavailable unavailable => unavailable.Reason,
        EndResult.Unavailable unavailable => unavailable.Reason,
        InfoResult.Unavailable unavailable => unavailable.Reason,
        ListResult.Unavailable unavailable => unavailable.Reason,
        RotateResult.Unavailable unavailable => unavailable.Reason,
        RenewalResult.Unavailable unavailable => unavailable.Reason,
        OwnListResult.Unavailable unavailable => unavailable.Reason,
        OwnEndResult.Unavailable unavailable => unavailable.Reason,
        SignalResult.Unavailable unavailable => unavailable.Reason,
        LockResult.Unavailable unavailable => unavailable.Reason,
        UnlockResult.Unavailable unavailable => unavailable.Reason,
        LockListResult.Unavailable unavailable => unavailable.Reason,
        _ => null,
    };

    /// <summary>The answer that a call hopes for.</summary>
    public static object GoodAnswer(object call) => call switch
    {
        EstablishCall => Established,
        ValidateCall or IntrospectCall or ProveCall => Accepted,
        EndCall => new EndOutcome.Ended(Receipt),
        RevokeCall or RevokeSubjectCall => new RevokeOutcome.Revoked(Receipt),
        InfoCall => new InfoOutcome.Found(Info(Specimen.Id)),
        ListCall => new ListOutcome.Page([], More: false),
        RotateCall => new RotateOutcome.Rotated(Successor, 1, Sample.Facts() with { Id = Specimen.Id }),
        RenewalCall => new RenewalOutcome.Renewed(Sample.Facts() with { Id = Specimen.Id }, 1),
        SignalCall => SignalOutcome.Taken,
        (EventId id, LockOrder _) => new LockOutcome.Locked(id, Sample.Start),
        (EventId _, EndInitiator _) => UnlockOutcome.Unlocked,
        EventId => new LockList([], More: false),
        _ => throw new ArgumentException(call.ToString()),
    };

    /// <summary>What the cluster itself says when it is in doubt.</summary>
    public static object DoubtfulAnswer(object call, UnavailableReason reason) => call switch
    {
        EstablishCall => new EstablishOutcome.Unavailable(reason),
        ValidateCall or IntrospectCall or ProveCall => SessionVerdict.InDoubt(reason),
        EndCall => new EndOutcome.Denied(SessionVerdict.InDoubt(reason)),
        InfoCall => new InfoOutcome.Unavailable(reason),
        ListCall => new ListOutcome.Unavailable(reason),
        RotateCall => new RotateOutcome.Denied(SessionVerdict.InDoubt(reason)),
        RenewalCall => new RenewalOutcome.Unavailable(reason),
        SignalCall => SignalOutcome.Unavailable,
        (EventId _, LockOrder _) => new LockOutcome.Unavailable(reason),
        (EventId _, EndInitiator _) => UnlockOutcome.Unavailable,
        EventId => new LockList(null, More: false),
        _ => new RevokeOutcome.Unavailable(reason),
    };

    public static SessionSecret Successor { get; } = SessionSecret.FromBytes([.. Enumerable.Repeat((byte)0x5A, SessionSecret.Size)]);
}
