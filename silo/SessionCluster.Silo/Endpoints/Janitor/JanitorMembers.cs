using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Silo.Endpoints.Janitor;

/// <summary>The members of what operators see of the janitor.</summary>
internal static class JanitorMembers
{
    private static readonly MemberTable Sweep = new(
        new Member(JanitorNames.Number, MemberKind.Integer, "its number, from 1 on") { IsRequired = true },
        new Member(ClusterNames.StartedAt, MemberKind.Integer, "when it began, in Unix seconds") { IsRequired = true },
        new Member(JanitorNames.EndedAt, MemberKind.Integer, "when it ended; left out while it goes on"),
        new Member(JanitorNames.NextShard, MemberKind.Integer, "the shard that comes next; 256 at the end") { IsRequired = true },
        new Member(JanitorNames.Rows, MemberKind.Integer, "rows of sessions that it deleted") { IsRequired = true },
        new Member(JanitorNames.Events, MemberKind.Integer, "events that it handed on before, ends included") { IsRequired = true },
        new Member(JanitorNames.Ends, MemberKind.Integer, "ends that nobody had recorded") { IsRequired = true },
        new Member(JanitorNames.Subjects, MemberKind.Integer, "rows of subjects that it had deleted") { IsRequired = true },
        new Member(JanitorNames.EventsDeleted, MemberKind.Integer, "kept events that it deleted, being past their retention") { IsRequired = true },
        new Member(JanitorNames.Unreadable, MemberKind.Integer, "rows past their deadline that can't be opened, and wait a day") { IsRequired = true },
        new Member(JanitorNames.Failures, MemberKind.Integer, "attempts that failed; the next sweep tries again") { IsRequired = true });

    private static readonly MemberTable Seals = new(
        new Member(ClusterNames.StartedAt, MemberKind.Integer, "when it began, in Unix seconds") { IsRequired = true },
        new Member(JanitorNames.EndedAt, MemberKind.Integer, "when it ended; left out while it goes on"),
        new Member(JanitorNames.Current, MemberKind.Integer, "the silo ring's current key when it began") { IsRequired = true },
        new Member(JanitorNames.Resealed, MemberKind.Integer, "rows that it had sealed anew") { IsRequired = true },
        new Member(JanitorNames.Found, MemberKind.Objects, "rows that it found, by the key they were sealed under")
        {
            IsRequired = true,
            Members = new(
                new Member(JanitorNames.KeyId, MemberKind.Integer, "the key's id") { IsRequired = true },
                new Member(JanitorNames.Rows, MemberKind.Integer, "rows under it") { IsRequired = true }),
        });

    public static MemberTable Answer { get; } = new(
        new Member(JanitorNames.Interval, MemberKind.Integer, "how long a sweep takes, in seconds") { IsRequired = true },
        new Member(JanitorNames.Silo, MemberKind.Text, "which silo cleans, by its name"),
        new Member(JanitorNames.Problem, MemberKind.Text, "what went wrong last, since it began on this silo"),
        new Member(JanitorNames.Sweep, MemberKind.Object, "the sweep under way, or the one that ended last; left out before the first") { Members = Sweep },
        new Member(JanitorNames.Former, MemberKind.Object, "the sweep before that") { Members = Sweep },
        new Member(JanitorNames.Seals, MemberKind.Object, "the pass through the seals under way; only while the silo ring has several keys") { Members = Seals },
        new Member(JanitorNames.FormerSeals, MemberKind.Object, "the whole pass through the seals that ended last") { Members = Seals });
}
