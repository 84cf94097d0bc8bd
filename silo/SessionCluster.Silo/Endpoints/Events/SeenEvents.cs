using SessionCluster.Grains.Events;

namespace SessionCluster.Silo.Endpoints.Events;

/// <summary>Which events somebody has been told of, the latest of them: what comes again is told by stream and sequence. Beyond its bound a repetition is told again, as everything is told at least once.</summary>
internal sealed class SeenEvents
{
    /// <summary>How many are remembered: 20,000.</summary>
    public const int Capacity = 20_000;

    private readonly HashSet<(string, long)> _seen = [];
    private readonly Queue<(string, long)> _order = new();

    /// <summary>True when it was not seen before.</summary>
    public bool Add(KeptEvent kept)
    {
        var place = (kept.Event.Stream, kept.Event.Sequence);
        if (!_seen.Add(place))
        {
            return false;
        }

        _order.Enqueue(place);
        if (_order.Count > Capacity)
        {
            _seen.Remove(_order.Dequeue());
        }

        return true;
    }
}
