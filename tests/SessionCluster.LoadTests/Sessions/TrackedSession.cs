using System.Diagnostics;
using System.Globalization;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Client.Sessions;
using SessionCluster.LoadTests.Possession;

namespace SessionCluster.LoadTests.Sessions;

/// <summary>A session whose establishment was acknowledged, and everything that was seen of it.</summary>
internal sealed class TrackedSession(EstablishResult.Established established, SubjectId subject, int? maxUses, SessionHolder holder, LockGroup group)
{
    /// <summary>The <see cref="Place"/> of a session that is not among the live ones.</summary>
    public const int Nowhere = -1;

    private readonly Lock _lock = new();
    private readonly long _establishedAt = Stopwatch.GetTimestamp();
    private volatile bool _endingBegun;
    private long _endedAt;
    private string? _endedBy;
    private int _accepted;
    private long _lastUsedAt = Stopwatch.GetTimestamp();
    private long _unservedSince;
    private TimeSpan _longestOutage;

    public SessionId Id => established.Id;

    public SubjectId Subject => subject;

    public int? MaxUses => maxUses;

    public SessionHolder Holder => holder;

    /// <summary>Where it stands in the book's list of live ones; the book's own.</summary>
    public int Place { get; set; } = Nowhere;

    /// <summary>The sessions that are locked together with it.</summary>
    public LockGroup Group => group;

    /// <summary>Its tokens.</summary>
    public TokenChain Tokens { get; } = new(established.Token.Reveal());

    /// <summary>A rotation whose answer was lost: it is asked for again under the same id.</summary>
    public RotationId LostRotation { get; set; }

    /// <summary>Somebody has begun to end it, or may have: from here on a refusal is right, and an acceptance until the receipt, too.</summary>
    public bool IsEndingBegun => _endingBegun || Tokens.IsInDoubt;

    /// <summary>The receipt is there: nothing that starts from here on may be accepted (G1).</summary>
    public bool IsEnded => Volatile.Read(ref _endedAt) != 0;

    /// <summary>How it was ended, and how long ago the receipt came.</summary>
    public string Ending => string.Create(CultureInfo.InvariantCulture, $"ended by {_endedBy}, receipt {Stopwatch.GetElapsedTime(Volatile.Read(ref _endedAt)).TotalMilliseconds:0} ms ago");

    /// <summary>How often it was accepted, as far as answers arrived.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>The longest time from an attempt that nobody could answer to the next acceptance.</summary>
    public TimeSpan LongestOutage
    {
        get
        {
            lock (_lock)
            {
                return _longestOutage;
            }
        }
    }

    public void BeginEnding() => _endingBegun = true;

    public void End(string how)
    {
        _endedBy = how;
        Volatile.Write(ref _endedAt, Stopwatch.GetTimestamp());
    }

    /// <summary>It may have ended by time alone, give or take two clocks.</summary>
    public bool MayHaveEndedByTime()
    {
        var tolerance = TimeSpan.FromSeconds(4);
        lock (_lock)
        {
            return DateTimeOffset.UtcNow + tolerance >= established.AbsoluteDeadline || Stopwatch.GetElapsedTime(Math.Max(_establishedAt, _lastUsedAt)) + tolerance >= established.IdleTimeout;
        }
    }

    /// <summary>Notes an acceptance of a validation that started then; the count with it.</summary>
    public int NoteAccepted(long startedAt)
    {
        lock (_lock)
        {
            _lastUsedAt = Math.Max(_lastUsedAt, startedAt);
            if (_unservedSince != 0 && startedAt >= _unservedSince)
            {
                var outage = Stopwatch.GetElapsedTime(_unservedSince);
                _longestOutage = outage > _longestOutage ? outage : _longestOutage;
                _unservedSince = 0;
            }
        }

        return Interlocked.Increment(ref _accepted);
    }

    /// <summary>Notes that a validation that started then was answered by nobody.</summary>
    public void NoteUnavailable(long startedAt)
    {
        lock (_lock)
        {
            _unservedSince = _unservedSince == 0 ? startedAt : Math.Min(_unservedSince, startedAt);
        }
    }

    public override string ToString() => Id.ToString();
}
