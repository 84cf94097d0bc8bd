using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Possession;
using SessionCluster.Cli.Service;
using SessionCluster.Client.Possession;

namespace SessionCluster.Cli.Tour.Crash;

/// <summary>A request that was accepted once, as somebody has captured it, and the owner who goes on.</summary>
internal sealed class CapturedRequest : IDisposable
{
    private readonly ProofKey _key = ProofKey.CreateEcdsa();
    private readonly TourScene _scene;
    private readonly KeyHolder _owner;
    private JsonObject _request = [];
    private string _token = string.Empty;

    private CapturedRequest(TourScene scene)
    {
        _scene = scene;
        _owner = scene.Holder(_key);
    }

    /// <summary>When it was accepted, by the clock of <see cref="TourScene"/>.</summary>
    public long AcceptedAt { get; private set; }

    /// <summary>Establishes a key-bound session of a subject of its own, uses it, and keeps the request.</summary>
    /// <returns>The capture, or what went wrong.</returns>
    public static async Task<(CapturedRequest Capture, StepResult? Problem)> MakeAsync(TourScene scene, int number, CancellationToken cancellationToken)
    {
        _ = SubjectId.TryCreate($"{scene.Subject.Value}-{number}", out var subject, out _);
        var capture = new CapturedRequest(scene with { Subject = subject });
        return (capture, await capture.MakeAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Sends it once more.</summary>
    public Task<ServiceAnswer> ReplayAsync(int tries, CancellationToken cancellationToken) => _scene.SendAsync(_request, cancellationToken, tries);

    /// <summary>The owner's next request, with a proof of its own.</summary>
    public async Task<ServiceAnswer> GoOnAsync(CancellationToken cancellationToken) => (await _scene.UseAsync(_token, _owner, null, cancellationToken).ConfigureAwait(false)).Answer;

    /// <summary>Ends the session. When that fails, it ends by its class's deadlines.</summary>
    public Task EndAsync(CancellationToken cancellationToken) => _scene.RevokeSubjectAsync("logout", cancellationToken);

    /// <inheritdoc />
    public void Dispose() => _key.Dispose();

    private async Task<StepResult?> MakeAsync(CancellationToken cancellationToken)
    {
        var established = await _scene.EstablishAsync(_owner, null, cancellationToken).ConfigureAwait(false);
        _token = TourScene.Text(established, ClaimNames.Token);
        if (established is not ServiceAnswer.Done)
        {
            return TourScene.Failed("Establishing a key-bound session", established);
        }

        AcceptedAt = _scene.Clock.GetTimestamp();
        (var used, _request) = await _scene.UseAsync(_token, _owner, null, cancellationToken).ConfigureAwait(false);
        return TourScene.IsAccepted(used) ? null : TourScene.Failed("Using a key-bound session", used);
    }
}
