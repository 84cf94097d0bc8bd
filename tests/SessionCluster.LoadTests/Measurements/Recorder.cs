using System.Diagnostics;
using SessionCluster.LoadTests.Operations;

namespace SessionCluster.LoadTests.Measurements;

/// <summary>
/// Keeps what the measured time saw: latencies by operation and outcome, and intervals by when an operation was due. One lock: it is held for less than a microsecond of an operation.
/// </summary>
internal sealed class Recorder
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(OperationKind, string), Series> _series = [];
    private readonly Interval[] _intervals;
    private readonly List<Mark> _marks = [];
    private readonly long _beganAt = Stopwatch.GetTimestamp();
    private long _answered;
    private long _unavailable;
    private long _wrong;

    public Recorder(TimeSpan duration)
    {
        Duration = duration;
        IntervalLength = TimeSpan.FromSeconds(Math.Max(0.25, duration.TotalSeconds / 240));
        _intervals = [.. Enumerable.Range(0, (int)Math.Ceiling(duration / IntervalLength)).Select(_ => new Interval())];
    }

    public TimeSpan Duration { get; }

    public TimeSpan IntervalLength { get; }

    public IReadOnlyList<Interval> Intervals => _intervals;

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_beganAt);

    /// <summary>Answered, unavailable and wrong so far.</summary>
    public (long Answered, long Unavailable, long Wrong) Totals
    {
        get
        {
            lock (_lock)
            {
                return (_answered, _unavailable, _wrong);
            }
        }
    }

    public IReadOnlyList<Mark> Marks
    {
        get
        {
            lock (_lock)
            {
                return [.. _marks];
            }
        }
    }

    /// <summary>Every series, in the order of operations, the most frequent outcome first.</summary>
    public IReadOnlyList<Series> Series
    {
        get
        {
            lock (_lock)
            {
                return [.. _series.Values.OrderBy(series => series.Operation).ThenByDescending(series => series.Latencies.Count)];
            }
        }
    }

    /// <summary>Notes an operation.</summary>
    /// <param name="kind">What was done.</param>
    /// <param name="dueAt">When it was due: from then on its caller waited.</param>
    /// <param name="outcome">How it ended.</param>
    public void Add(OperationKind kind, long dueAt, OperationOutcome outcome)
    {
        var latency = Stopwatch.GetElapsedTime(dueAt);
        var index = (int)(Stopwatch.GetElapsedTime(_beganAt, dueAt) / IntervalLength);
        if (outcome.Kind == OutcomeKind.Skipped || index < 0 || index >= _intervals.Length)
        {
            return;
        }

        lock (_lock)
        {
            if (!_series.TryGetValue((kind, outcome.Word), out var series))
            {
                _series[(kind, outcome.Word)] = series = new(kind, outcome);
            }

            series.Latencies.Add(latency);
            Count(_intervals[index], outcome.Kind);
            if (kind == OperationKind.Validate)
            {
                _intervals[index].Validations.Add(latency);
            }
        }
    }

    /// <summary>Notes what happens to the cluster now.</summary>
    public void Mark(string text)
    {
        lock (_lock)
        {
            _marks.Add(new(Elapsed.TotalSeconds, text));
        }
    }

    private void Count(Interval interval, OutcomeKind kind)
    {
        switch (kind)
        {
            case OutcomeKind.Answered:
                interval.Answered++;
                _answered++;
                break;
            case OutcomeKind.Unavailable:
                interval.Unavailable++;
                _unavailable++;
                break;
            default:
                interval.Wrong++;
                _wrong++;
                break;
        }
    }
}
