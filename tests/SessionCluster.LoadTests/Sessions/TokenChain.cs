namespace SessionCluster.LoadTests.Sessions;

/// <summary>
/// The tokens of a session, one after the other, and which of them are under way. One change at a time, and none before the current token was seen to be accepted, or while a former one is still under way:
/// then that would be two generations old, which is what a thief's copy looks like.
/// </summary>
internal sealed class TokenChain(string first)
{
    private readonly Lock _lock = new();
    private readonly List<HeldToken> _underWay = [];
    private HeldToken _current = new(first);
    private HeldToken? _former;
    private bool _isChanging;
    private bool _isAccepted = true;

    public HeldToken Current
    {
        get
        {
            lock (_lock)
            {
                return _current;
            }
        }
    }

    /// <summary>A presentation is under way with a token whose grace may be over: whether the session lives on is in doubt.</summary>
    public bool IsInDoubt
    {
        get
        {
            lock (_lock)
            {
                return _underWay.Exists(token => token.IsOutOfGrace);
            }
        }
    }

    /// <summary>The current one was accepted: it is no longer one that waits for its first presentation.</summary>
    public bool IsAccepted
    {
        get
        {
            lock (_lock)
            {
                return _isAccepted;
            }
        }
    }

    /// <summary>Notes an acceptance.</summary>
    public void Accept(HeldToken token)
    {
        lock (_lock)
        {
            _isAccepted |= token == _current;
        }
    }

    /// <summary>Takes the current token, to present it.</summary>
    public HeldToken Send()
    {
        lock (_lock)
        {
            _underWay.Add(_current);
            return _current;
        }
    }

    /// <summary>A presentation has been answered, or given up.</summary>
    public void Return(HeldToken token)
    {
        lock (_lock)
        {
            _underWay.Remove(token);
        }
    }

    /// <summary>Begins a change; whoever may, ends it.</summary>
    public bool TryBeginChange()
    {
        lock (_lock)
        {
            if (_isChanging || !_isAccepted || _underWay.Exists(token => token != _current))
            {
                return false;
            }

            return _isChanging = true;
        }
    }

    public void EndChange()
    {
        lock (_lock)
        {
            _isChanging = false;
        }
    }

    /// <summary>The subject steps up: from here on the token before the current one may be refused at any moment. Only a copy of a former request still has it.</summary>
    public void GiveUpFormer()
    {
        lock (_lock)
        {
            _former?.GiveUpGrace();
        }
    }

    /// <summary>A successor is there. The same one again changes nothing.</summary>
    public void Succeed(string text)
    {
        lock (_lock)
        {
            if (text != _current.Text)
            {
                // Two generations old, a token is refused at once; only a copy of a former request still has it.
                _former?.GiveUpGrace();
                _current.Supersede();
                (_former, _current) = (_current, new(text));
                _isAccepted = false;
            }
        }
    }
}
