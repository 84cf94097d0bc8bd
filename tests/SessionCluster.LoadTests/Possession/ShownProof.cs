using System.Diagnostics;
using SessionCluster.Client.Possession;
using SessionCluster.LoadTests.Sessions;

namespace SessionCluster.LoadTests.Possession;

/// <summary>A proof that was sent, and how often it was accepted. More than once is a violation of G2.</summary>
internal sealed class ShownProof(DpopHeader header, HeldToken token)
{
    private readonly long _madeAt = Stopwatch.GetTimestamp();
    private int _accepted;
    private volatile bool _isCopied;

    public DpopHeader Header => header;

    /// <summary>The token that it was made for: it is worth nothing with another.</summary>
    public HeldToken Token => token;

    /// <summary>It was accepted, as far as answers arrived.</summary>
    public bool IsAccepted => Volatile.Read(ref _accepted) > 0;

    public TimeSpan Age => Stopwatch.GetElapsedTime(_madeAt);

    /// <summary>Somebody has begun to send it a second time: from here on either may be the one that is accepted.</summary>
    public bool IsCopied => _isCopied;

    public void Copy() => _isCopied = true;

    /// <summary>Notes an acceptance; the count with it.</summary>
    public int NoteAccepted() => Interlocked.Increment(ref _accepted);
}
