using System.Collections.Immutable;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Grains.Sessions;

/// <summary>
/// The clients that validated a session, the latest first: what a client says about a session counts only when the session is presented to it. Bounded; the one that asked longest ago is forgotten first.
/// </summary>
internal sealed class RecentCallers
{
    /// <summary>Most clients remembered: 8.</summary>
    public const int Capacity = 8;

    private ClientId[] _latestFirst = [];

    /// <summary>What a migration takes along.</summary>
    public ImmutableArray<ClientId> Pack() => [.. _latestFirst];

    /// <summary>Takes over what came along: older than what was noted here.</summary>
    public void Unpack(ImmutableArray<ClientId> packed)
    {
        foreach (var caller in packed)
        {
            if (!Knows(caller) && _latestFirst.Length < Capacity)
            {
                _latestFirst = [.. _latestFirst, caller];
            }
        }
    }

    /// <summary>True for one of them.</summary>
    public bool Knows(ClientId caller) => !caller.IsUnset && Array.IndexOf(_latestFirst, caller) >= 0;

    /// <summary>Remembers one. Allocates only for a client that is new here.</summary>
    public void Note(ClientId caller)
    {
        if (caller.IsUnset || (_latestFirst.Length > 0 && _latestFirst[0] == caller))
        {
            return;
        }

        var place = Array.IndexOf(_latestFirst, caller);
        if (place < 0)
        {
            place = Math.Min(_latestFirst.Length, Capacity - 1);
            if (place == _latestFirst.Length)
            {
                Array.Resize(ref _latestFirst, place + 1);
            }
        }

        Array.Copy(_latestFirst, 0, _latestFirst, 1, place);
        _latestFirst[0] = caller;
    }
}
