using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Possession;
using SessionCluster.Cli.Service;

namespace SessionCluster.Cli.Tour;

/// <summary>A session as its owner has it: its latest token, and the key, where there is one. What goes wrong is remembered, and ends the step.</summary>
internal sealed class LivedSession
{
    /// <summary>A class with a grace of 2 s, which exists in Development only; elsewhere the tour's own does, and takes longer.</summary>
    public const string Class = "tour-rotation";

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    // The grace of that class is 2 s, and the longest of those that are built in 60 s; half a minute is for a slow machine.
    private static readonly TimeSpan ShortPatience = TimeSpan.FromSeconds(32);
    private static readonly TimeSpan LongPatience = TimeSpan.FromSeconds(90);

    private readonly TourScene _scene;
    private bool _isShort;

    private LivedSession(TourScene scene, KeyHolder? owner) => (_scene, Owner) = (scene, owner);

    /// <summary>Who has its key; <see langword="null"/> for a bearer session.</summary>
    public KeyHolder? Owner { get; }

    /// <summary>Its handle.</summary>
    public string Id { get; private set; } = string.Empty;

    /// <summary>The owner's latest token.</summary>
    public string Token { get; private set; } = string.Empty;

    /// <summary>Why it can't go on; <see langword="null"/> while it can.</summary>
    public StepResult? Problem { get; private set; }

    /// <summary>Establishes a session and uses it.</summary>
    public static async Task<LivedSession> BeginAsync(TourScene scene, KeyHolder? owner, CancellationToken cancellationToken)
    {
        var session = new LivedSession(scene, owner);
        var established = await scene.EstablishAsync(Class, owner, null, cancellationToken).ConfigureAwait(false);
        session._isShort = established is ServiceAnswer.Done;
        if (established is ServiceAnswer.Failed { ProblemCode: ProblemCodes.UnknownClass })
        {
            established = await scene.EstablishAsync(owner, null, cancellationToken).ConfigureAwait(false);
        }

        session.Token = TourScene.Text(established, ClaimNames.Token);
        session.Id = TourScene.Text(established, ClaimNames.SessionId);
        session.Problem = established is ServiceAnswer.Done ? null : TourScene.Failed("Establishing a session", established);
        await session.UseAsync("Using a session", cancellationToken).ConfigureAwait(false);
        return session;
    }

    /// <summary>The owner uses it, and is accepted.</summary>
    public async Task<ServiceAnswer?> UseAsync(string attempt, CancellationToken cancellationToken)
    {
        if (Problem is not null)
        {
            return null;
        }

        var used = await _scene.UseAsAsync(Owner, Token, cancellationToken).ConfigureAwait(false);
        Problem = TourScene.IsAccepted(used) ? null : TourScene.Failed(attempt, used);
        return used;
    }

    /// <summary>The owner rotates it and uses the successor, which makes that current.</summary>
    /// <returns>The former token: what a thief has copied.</returns>
    public async Task<string> RotateAsync(CancellationToken cancellationToken)
    {
        var former = Token;
        Token = await SuccessorAsync(Owner is null ? TourScene.NewRotation() : null, cancellationToken).ConfigureAwait(false);
        await UseAsync("Using the successor of a token", cancellationToken).ConfigureAwait(false);
        return former;
    }

    /// <summary>The owner takes a token as its own.</summary>
    public void Take(string token) => Token = token;

    /// <summary>Asks for a successor of the latest token under an id.</summary>
    public async Task<string> SuccessorAsync(string? rotationId, CancellationToken cancellationToken)
    {
        if (Problem is not null)
        {
            return string.Empty;
        }

        var rotated = await _scene.RotateAsync(Token, Owner, rotationId, cancellationToken).ConfigureAwait(false);
        Problem = rotated is ServiceAnswer.Done ? null : TourScene.Failed("Rotating a token", rotated);
        return TourScene.Text(rotated, ClaimNames.Token);
    }

    /// <summary>Somebody presents a former token again and again, with all that its owner has, until it is refused: inside the grace it is not.</summary>
    public async Task<ServiceAnswer> UntilRefusedAsync(string former, CancellationToken cancellationToken)
    {
        var began = _scene.Clock.GetTimestamp();
        while (true)
        {
            var used = await _scene.UseAsAsync(Owner, former, cancellationToken).ConfigureAwait(false);
            if (!TourScene.IsAccepted(used) || _scene.Clock.GetElapsedTime(began) > (_isShort ? ShortPatience : LongPatience))
            {
                return used;
            }

            await Task.Delay(Period, _scene.Clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
