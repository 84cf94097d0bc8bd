namespace SessionCluster.LoadTests.Possession;

/// <summary>
/// Proofs of one session as somebody captures them: the one that was sent last, accepted or still under way; the one that was accepted last; and one that was accepted some time ago and is still young
/// enough to count, so that after the loss of a silo there is one of before.
/// </summary>
internal sealed class ProofShelf
{
    private static readonly TimeSpan ProofLifetime = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private ShownProof? _sent;
    private ShownProof? _accepted;
    private ShownProof? _old;
    private uint _picks;

    public ShownProof Send(ShownProof proof)
    {
        lock (_lock)
        {
            return _sent = proof;
        }
    }

    public void Accept(ShownProof proof)
    {
        lock (_lock)
        {
            _accepted = proof;
            _old = _old is null || _old.Age > ProofLifetime ? proof : _old;
        }
    }

    /// <summary>
    /// Another token takes the place of the one that they were made for. What was accepted with that stays a copy; what nobody has accepted would be the holder's own word, and out of its grace evidence
    /// against the session.
    /// </summary>
    public void Supersede()
    {
        lock (_lock)
        {
            _sent = _sent is { IsAccepted: true } ? _sent : null;
        }
    }

    /// <summary>The next one to replay, each kind in turn.</summary>
    public ShownProof? Next()
    {
        lock (_lock)
        {
            return (_picks++ % 3) switch
            {
                0 => _old ?? _sent,
                1 => _accepted ?? _sent,
                _ => _sent,
            };
        }
    }

    /// <summary>Every one that is there.</summary>
    public IReadOnlyList<ShownProof> All
    {
        get
        {
            lock (_lock)
            {
                return [.. new[] { _sent, _accepted, _old }.OfType<ShownProof>().Distinct()];
            }
        }
    }
}
