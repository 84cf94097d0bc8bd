using System.Diagnostics;

namespace SessionCluster.LoadTests.Sessions;

/// <summary>One of the tokens that a session has had: to be presented, and never written anywhere.</summary>
internal sealed class HeldToken(string text)
{
    // Half of the shortest grace (bearer, 10 s): what is still under way by then is not counted on.
    private static readonly TimeSpan CertainGrace = TimeSpan.FromSeconds(5);

    private long _supersededAt;
    private volatile bool _hasNoGrace;

    public string Text => text;

    /// <summary>Another has taken its place.</summary>
    public bool IsSuperseded => Volatile.Read(ref _supersededAt) != 0;

    /// <summary>It was superseded so long ago that its grace may be over, and presenting it may be evidence.</summary>
    public bool IsOutOfGrace => IsSuperseded && Stopwatch.GetElapsedTime(Volatile.Read(ref _supersededAt)) > CertainGrace;

    /// <summary>Refusing it as superseded is right: there was no grace, or it may be over.</summary>
    public bool MayBeRefused => _hasNoGrace || IsOutOfGrace;

    /// <summary>From here on it may be refused at any moment, since its holder steps up: the former token of a step-up has no grace.</summary>
    public void GiveUpGrace() => _hasNoGrace = true;

    /// <summary>The step-up was refused.</summary>
    public void KeepGrace() => _hasNoGrace = false;

    /// <summary>Its successor is there.</summary>
    public void Supersede() => Volatile.Write(ref _supersededAt, Stopwatch.GetTimestamp());

    public override string ToString() => "a token";
}
