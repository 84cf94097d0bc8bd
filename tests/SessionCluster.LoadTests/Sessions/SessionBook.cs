using System.Diagnostics.CodeAnalysis;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.LoadTests.Operations;

namespace SessionCluster.LoadTests.Sessions;

/// <summary>Every acknowledged session of the run: those that are live, and those that somebody ended. Draws from both by the seed.</summary>
internal sealed class SessionBook(int seed)
{
    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);
    private readonly List<TrackedSession> _all = [];
    private readonly List<TrackedSession> _live = [];
    private readonly List<TrackedSession> _ended = [];
    private readonly Dictionary<SubjectId, List<TrackedSession>> _bySubject = [];
    private readonly HashSet<SubjectId> _closed = [];

    public int Live
    {
        get
        {
            lock (_lock)
            {
                return _live.Count;
            }
        }
    }

    public IReadOnlyList<TrackedSession> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _all];
            }
        }
    }

    /// <summary>Adds an acknowledged session. One of a subject that is being ended may have been ended with it: nobody can say, so it counts as neither.</summary>
    public void Add(TrackedSession session)
    {
        lock (_lock)
        {
            _all.Add(session);
            if (_closed.Contains(session.Subject))
            {
                session.BeginEnding();
                return;
            }

            session.Place = _live.Count;
            _live.Add(session);
            if (!_bySubject.TryGetValue(session.Subject, out var siblings))
            {
                _bySubject[session.Subject] = siblings = [];
            }

            siblings.Add(session);
        }
    }

    public bool TryPickLive([NotNullWhen(true)] out TrackedSession? session) => TryPick(_live, out session);

    public bool TryPickEnded([NotNullWhen(true)] out TrackedSession? session) => TryPick(_ended, out session);

    /// <summary>Takes a live session, to end it.</summary>
    public bool TryTake([NotNullWhen(true)] out TrackedSession? session)
    {
        lock (_lock)
        {
            if (!TryPick(_live, out session))
            {
                return false;
            }

            session.BeginEnding();
            Remove(session);
            return true;
        }
    }

    /// <summary>Somebody has begun to end every session of that subject: it has to authenticate again.</summary>
    public bool IsClosed(SubjectId subject)
    {
        lock (_lock)
        {
            return _closed.Contains(subject);
        }
    }

    /// <summary>Takes every session of one subject that has not ended, live or not, to end them together.</summary>
    public bool TryTakeSubject(out SubjectId subject, out IReadOnlyList<TrackedSession> sessions)
    {
        lock (_lock)
        {
            subject = default;
            sessions = [];
            if (!TryPick(_live, out var one))
            {
                return false;
            }

            subject = one.Subject;
            sessions = [.. _bySubject[subject].Where(session => !session.IsEnded)];
            _closed.Add(subject);
            foreach (var session in sessions)
            {
                session.BeginEnding();
                Remove(session);
            }

            return true;
        }
    }

    /// <summary>Takes a session out whose uses are spent: it is refused from here on, and nobody ended it.</summary>
    public void Retire(TrackedSession session)
    {
        lock (_lock)
        {
            Remove(session);
        }
    }

    /// <summary>Takes a session out that may have ended, and nobody can say: any answer about it is right until somebody ends it for good.</summary>
    public void Doubt(TrackedSession session)
    {
        session.BeginEnding();
        Retire(session);
    }

    /// <summary>Notes the receipt of an ending.</summary>
    public void End(TrackedSession session, OperationKind how)
    {
        session.End(OperationWords.Of(how));
        lock (_lock)
        {
            _ended.Add(session);
        }
    }

    private void Remove(TrackedSession session)
    {
        if (session.Place == TrackedSession.Nowhere)
        {
            return;
        }

        var last = _live[^1];
        (_live[session.Place], last.Place) = (last, session.Place);
        _live.RemoveAt(_live.Count - 1);
        session.Place = TrackedSession.Nowhere;
    }

    private bool TryPick(List<TrackedSession> list, [NotNullWhen(true)] out TrackedSession? session)
    {
        lock (_lock)
        {
            session = list.Count == 0 ? null : list[_random.Next(list.Count)];
            return session is not null;
        }
    }
}
