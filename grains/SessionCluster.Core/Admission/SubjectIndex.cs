using System.Collections.Immutable;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;

namespace SessionCluster.Core.Admission;

/// <summary>How a subject's row changes: list, drop, cut off. Each change is composed from the landed row, so a retry composes it again.</summary>
public static class SubjectIndex
{
    // Clocks of silos differ by up to 2 s and are set back: what one drops as past its deadline, and then no longer contains, must be past it for every other.
    private static readonly TimeSpan DeadlineMargin = TimeSpan.FromSeconds(5);

    /// <summary>Lists a session before its row is inserted, and forgets what time has ended.</summary>
    public static SubjectState List(SubjectState state, SubjectId subject, ListedSession session, AuthenticationEvent authentication, AdmissionOptions options, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(authentication);
        ArgumentNullException.ThrowIfNull(options);
        var kept = DropPastDeadlines(state.Sessions, now).RemoveAll(listed => listed.Id == session.Id);
        var events = state.Events.RemoveAll(admitted => admitted.KeepUntil <= now);
        return state with
        {
            Key = subject.Key,
            Subject = subject,
            Sessions = Insert(kept, session),
            Events = Remember(events, authentication, options),
        };
    }

    /// <summary>Remembers an authentication event that was used for a session which exists.</summary>
    public static SubjectState Note(SubjectState state, AuthenticationEvent authentication, AdmissionOptions options, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(authentication);
        ArgumentNullException.ThrowIfNull(options);
        return state with { Events = Remember(state.Events.RemoveAll(admitted => admitted.KeepUntil <= now), authentication, options) };
    }

    /// <summary>True when a session is listed.</summary>
    public static bool Lists(SubjectState state, SessionId id)
    {
        ArgumentNullException.ThrowIfNull(state);
        foreach (var session in state.Sessions)
        {
            if (session.Id == id)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Drops sessions that have finally ended.</summary>
    public static SubjectState Drop(SubjectState state, IReadOnlySet<SessionId> ended)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state with { Sessions = state.Sessions.RemoveAll(listed => ended.Contains(listed.Id)) };
    }

    /// <summary>Takes a fresh cut-off: raises the epoch and leaves <see cref="SubjectState.Contained"/> below it, in one write (P-S2).</summary>
    public static SubjectState CutOff(SubjectState state, SubjectId subject, RevocationOrder order, EventId eventId, DateTimeOffset now) => CutOff(state, subject, order, eventId, default, now);

    /// <summary>As above, and lets one session go on (P-S4). What an earlier cut-off kept is not kept by this one.</summary>
    /// <param name="state">The landed row.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="order">Why, and on whose word.</param>
    /// <param name="eventId">Names the ending.</param>
    /// <param name="kept">The session that goes on; unset for none. It must be listed, and live: what an earlier cut-off has ended would be revived otherwise.</param>
    /// <param name="now">The subject's clock.</param>
    public static SubjectState CutOff(SubjectState state, SubjectId subject, RevocationOrder order, EventId eventId, SessionId kept, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        var epoch = state.Epoch + 1;
        var at = state.CutOff is { } before && before.RevokedAt > now ? before.RevokedAt : now;
        return state with { Key = subject.Key, Subject = subject, Epoch = epoch, CutOff = new(epoch, at, order, eventId) { Kept = kept } };
    }

    /// <summary>Notes that containment is in force up to a cut-off; never decreases.</summary>
    public static SubjectState RaiseContained(SubjectState state, long cutOffEpoch)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state with { Contained = Math.Max(state.Contained, cutOffEpoch) };
    }

    /// <summary>
    /// Sessions that may be live: not past their id's deadline and not below the cut-off that is known to be in force, except the one it keeps. One that was decided and is not in force yet has ended nothing.
    /// </summary>
    public static ImmutableArray<ListedSession> PossiblyLive(SubjectState state, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        return DropPastDeadlines(state.Sessions, now).RemoveAll(listed => listed.AdmissionEpoch < state.Contained && !IsKept(state, listed.Id));
    }

    /// <summary>True when another session that may be live has the same key (H4): one key is for one session.</summary>
    public static bool SharesItsKey(SubjectState state, ListedSession session, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.KeyHash != 0 && PossiblyLive(state, now).Any(listed => listed.KeyHash == session.KeyHash && listed.Id != session.Id);
    }

    /// <summary>Sessions whose tombstones the latest cut-off still owes, in the order of their ids. The one it keeps is none of them.</summary>
    public static ImmutableArray<ListedSession> Owed(SubjectState state, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        return DropPastDeadlines(state.Sessions, now).RemoveAll(listed => listed.AdmissionEpoch >= state.Epoch || IsKept(state, listed.Id));
    }

    private static bool IsKept(SubjectState state, SessionId id) => state.CutOff is { Kept: { IsUnset: false } kept } && kept == id;

    private static ImmutableArray<AdmittedEvent> Remember(ImmutableArray<AdmittedEvent> events, AuthenticationEvent authentication, AdmissionOptions options) =>
        authentication.Id is { } id ? events.Add(AdmittedEvent.Of(id, authentication.AuthenticatedAt + options.MaxAuthenticationAge + AdmissionRules.ClockTolerance)) : events;

    // P-S5: a listed id without a session counts as ended only past its id's deadline.
    private static ImmutableArray<ListedSession> DropPastDeadlines(ImmutableArray<ListedSession> sessions, DateTimeOffset now) =>
        sessions.RemoveAll(listed => listed.Id.Deadline + DeadlineMargin <= now);

    private static ImmutableArray<ListedSession> Insert(ImmutableArray<ListedSession> sessions, ListedSession session)
    {
        var index = 0;
        while (index < sessions.Length && sessions[index].Id < session.Id)
        {
            index++;
        }

        return sessions.Insert(index, session);
    }
}
