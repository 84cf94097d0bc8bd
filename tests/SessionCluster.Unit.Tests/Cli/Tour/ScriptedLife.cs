namespace SessionCluster.Unit.Tests.Cli.Tour;

/// <summary>One session that is rotated, becomes idle, and ends, for <see cref="ScriptedLives"/>.</summary>
/// <param name="name">How the tests call it: <c>a6-2</c> is the second of A6. Its tokens are <c>a6-2-0</c> and so on.</param>
/// <param name="subject">Whom it belongs to.</param>
/// <param name="key">The key it is bound to; <see langword="null"/> for a bearer session.</param>
/// <param name="idle">Its idle timeout.</param>
/// <param name="grace">How long a former token is accepted.</param>
/// <param name="clock">The clock.</param>
/// <param name="forgets">True for what this session does wrong.</param>
internal sealed class ScriptedLife(string name, string subject, string? key, TimeSpan idle, TimeSpan grace, TimeProvider clock, Func<string, bool> forgets)
{
    private readonly Dictionary<string, string> _successors = [];
    private DateTimeOffset _used = clock.GetUtcNow();
    private DateTimeOffset _formerUntil;
    private string? _former;
    private int _issued;

    public string Subject => subject;

    public string? Key => key;

    public string Current { get; private set; } = $"{name}-0";

    public bool IsOver { get; set; }

    public bool IsTainted { get; private set; }

    /// <summary>True for each token that was ever issued of it.</summary>
    public bool Owns(string token) => token.StartsWith($"{name}-", StringComparison.Ordinal);

    /// <summary>The successor that a rotation gives: the same one when it is repeated. <see langword="null"/> for a token that is not current.</summary>
    public string? Rotate(string token, string rotationId)
    {
        var rotation = forgets("rotation_id") ? "" : rotationId;
        return token != Current ? null : _successors.TryGetValue(rotation, out var again) ? again : _successors[rotation] = $"{name}-{++_issued}";
    }

    /// <summary>Presents a token.</summary>
    /// <param name="token">One of its own.</param>
    /// <param name="presented">The key whose possession is shown; <see langword="null"/> for none.</param>
    /// <returns>The refusal; <see langword="null"/> when it is accepted.</returns>
    public string? Present(string token, string? presented)
    {
        var refusal = IsOver ? "revoked" : key is not null && presented != key ? WithoutKey(token, presented) : clock.GetUtcNow() >= _used + idle ? "idle" : Standing(token);
        return refusal is not null && forgets(refusal) ? null : refusal;
    }

    // Who holds the token and not the key shows that it was copied, when it is the current one; of a former one it is no evidence.
    private string WithoutKey(string token, string? presented)
    {
        IsTainted |= token == Current && !forgets("taint");
        IsOver |= token != Current && forgets("possession");
        return presented is null ? "possession_required" : "wrong_key";
    }

    private string? Standing(string token)
    {
        if (_successors.ContainsValue(token))
        {
            (_former, _formerUntil, Current) = (Current, clock.GetUtcNow() + grace, token);
            _successors.Clear();
            IsTainted = false;
        }

        if (token == Current)
        {
            _used = clock.GetUtcNow();
            return null;
        }

        if (token == _former && clock.GetUtcNow() < _formerUntil)
        {
            return null;
        }

        IsOver = !forgets("superseded");
        return "superseded";
    }
}
