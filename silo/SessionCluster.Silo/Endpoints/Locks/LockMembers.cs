using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Endpoints.Reading;
using SessionCluster.Silo.Endpoints.Revocation;
using SessionCluster.Silo.Endpoints.Sessions;

namespace SessionCluster.Silo.Endpoints.Locks;

/// <summary>The members of a lock.</summary>
internal static class LockMembers
{
    private static readonly Member Dimension = new(ClaimNames.Dimension, MemberKind.Text, "one of client, key, device, all: what the lock names")
    {
        IsRequired = true,
        Words = [.. Enum.GetValues<LockDimension>().Select(LockWords.Of)],
    };

    private static readonly Member Value = new(ClaimNames.Value, MemberKind.Text, "which one: a client id, a thumbprint of 43 characters (jkt or x5t#S256), a device id; none for all");

    private static readonly Member Until = new(ClaimNames.Until, MemberKind.Integer, "an integer: seconds since 1970-01-01T00:00:00Z, in the future, when it ends by itself; left out for a lock that somebody removes");

    private static readonly Member Message = new(ClaimNames.Message, MemberKind.Text, "words for operators: a string of 1 to 256 characters without control characters");

    private static readonly Member Id = new(ClaimNames.Id, MemberKind.Text, "names the lock: 32 lower-case hexadecimal characters") { IsRequired = true };

    private static readonly MemberTable Listed = new(
        Id,
        Dimension,
        Value,
        Until,
        Message,
        ReasonMembers.Reason,
        ReasonMembers.Detail,
        new Member(ClaimNames.InitiatedBy, MemberKind.Text, "the client that locked"),
        new Member(ClaimNames.LockedAt, MemberKind.Integer, "when it was decided, in Unix seconds") { IsRequired = true });

    public static MemberTable Request { get; } = new(Dimension, Value, Until, Message, ReasonMembers.Reason, ReasonMembers.Detail);

    public static MemberTable Answer { get; } = new(
        Id,
        new Member(ClaimNames.EffectiveAt, MemberKind.Integer, "when nobody answers 'active' to what it names any more, in Unix seconds, rounded up") { IsRequired = true });

    public static MemberTable List { get; } = new(
        new Member(ClaimNames.Locks, MemberKind.Objects, "the locks that stand, in the order of their ids, at most 100") { IsRequired = true, Members = Listed },
        new Member(ClaimNames.Next, MemberKind.Text, "send it as after to get the next page; left out on the last"),
        new Member(ClaimNames.Events, MemberKind.Object, "the events of the containment so far, cut-offs and locks") { IsRequired = true, Members = InfoMembers.Events });
}
