using System.Diagnostics;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.LoadTests.Sessions;

/// <summary>Sessions of one client, which are locked together.</summary>
internal sealed class LockGroup(ClientId client)
{
    // A silo learns that a lock went when it next renews its fence at the latest, every second; a busy one later (P-C2).
    private static readonly TimeSpan Lingering = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private bool _isTaken;
    private bool _isInForce;
    private int _locks;
    private long? _freeSince;

    public ClientId Client => client;

    /// <summary>Which lock is in force on every silo, counted from 1; 0 for none. Nothing that starts from here on may be accepted while it is that one (P-C1).</summary>
    public int InForce
    {
        get
        {
            lock (_lock)
            {
                return _isInForce ? _locks : 0;
            }
        }
    }

    /// <summary>A lock is asked for, stands, or was removed a moment ago: refusing as locked is right.</summary>
    public bool MayBeLocked
    {
        get
        {
            lock (_lock)
            {
                return _isTaken || (_freeSince is { } since && Stopwatch.GetElapsedTime(since) < Lingering);
            }
        }
    }

    /// <summary>Somebody has taken it and could not find out whether a lock stands.</summary>
    public bool IsInDoubt
    {
        get
        {
            lock (_lock)
            {
                return _isTaken;
            }
        }
    }

    /// <summary>Takes the group, to lock it: nobody else does meanwhile.</summary>
    public bool TryTake()
    {
        lock (_lock)
        {
            return !_isTaken && (_isTaken = true);
        }
    }

    /// <summary>The receipt is there.</summary>
    public void Lock()
    {
        lock (_lock)
        {
            _locks++;
            _isInForce = true;
        }
    }

    /// <summary>Somebody is about to remove it: from here on an acceptance is right, too.</summary>
    public void BeginUnlock()
    {
        lock (_lock)
        {
            _isInForce = false;
        }
    }

    /// <summary>No lock stands any more.</summary>
    public void Free()
    {
        lock (_lock)
        {
            _isTaken = false;
            _freeSince = Stopwatch.GetTimestamp();
        }
    }
}
