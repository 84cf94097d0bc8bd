using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Possession;
using SessionCluster.Cli.Service;
using SessionCluster.Client.Possession;

namespace SessionCluster.Cli.Tour.Steps;

/// <summary>A3: a bearer session with a client context, used from a machine that declares another one or none; and the same of a key-bound session, where the key decides.</summary>
internal sealed class OtherMachineStep : TourStep
{
    private static readonly JsonObject Desk = ContextJson.Of("Support Browser/1.0", "desk-17")!;
    private static readonly JsonObject Laptop = ContextJson.Of("Support Browser/1.0", "laptop-of-somebody")!;

    public override Attack Attack => Attack.OtherMachine;

    public override async Task<StepResult> PlayAsync(TourScene scene, CancellationToken cancellationToken) =>
        await PlayBearerAsync(Laptop, "declares another device", scene, cancellationToken).ConfigureAwait(false)
        ?? await PlayBearerAsync(null, "declares nothing", scene, cancellationToken).ConfigureAwait(false)
        ?? await PlayBoundAsync(scene, cancellationToken).ConfigureAwait(false);

    private static async Task<StepResult?> PlayBearerAsync(JsonObject? elsewhere, string machine, TourScene scene, CancellationToken cancellationToken)
    {
        var established = await scene.EstablishAsync(null, Desk, cancellationToken).ConfigureAwait(false);
        var token = TourScene.Text(established, ClaimNames.Token);
        var used = established is ServiceAnswer.Done ? await scene.UseAsync(token, Desk, cancellationToken).ConfigureAwait(false) : established;
        if (!TourScene.IsAccepted(used))
        {
            return TourScene.Failed("Establishing and using a bearer session with a client context", used);
        }

        scene.Say($"A support agent's bearer session {TourScene.Text(established, ClaimNames.SessionId)} is held to a client context: accepted from the desk.");
        var stolen = await scene.UseAsync(token, elsewhere, cancellationToken).ConfigureAwait(false);
        if (Refusals.Judge(stolen, "context_changed", "Using the cached session from another machine", $"the cached session is accepted from a machine that {machine}.") is { } result)
        {
            return result;
        }

        var after = await scene.UseAsync(token, Desk, cancellationToken).ConfigureAwait(false);
        if (after is ServiceAnswer.Failed)
        {
            return TourScene.Failed("Using the session from the desk afterwards", after);
        }

        // A class may say that a change is refused and no more.
        scene.Say(TourScene.IsAccepted(after)
            ? $"It is used from a machine that {machine}: refused, context_changed. By its class's policy it is not locked: the desk goes on."
            : $"It is used from a machine that {machine}: refused, context_changed; and from then on refused everywhere, {TourScene.Text(after, ClaimNames.Refusal)}, until the agent authenticates again.");
        return null;
    }

    private static async Task<StepResult> PlayBoundAsync(TourScene scene, CancellationToken cancellationToken)
    {
        using var key = ProofKey.CreateEcdsa();
        var agent = scene.Holder(key);
        var established = await scene.EstablishAsync(agent, Desk, cancellationToken).ConfigureAwait(false);
        var token = TourScene.Text(established, ClaimNames.Token);
        if (established is not ServiceAnswer.Done)
        {
            return TourScene.Failed("Establishing a key-bound session with a client context", established);
        }

        var stolen = await scene.UseAsync(token, Desk, cancellationToken).ConfigureAwait(false);
        if (Refusals.Judge(stolen, "possession_required", "Using the cached token of a key-bound session", "the cached token of a key-bound session is accepted without the key.") is { } result)
        {
            return result;
        }

        var moved = (await scene.UseAsync(token, agent, Laptop, cancellationToken).ConfigureAwait(false)).Answer;
        if (!TourScene.IsAccepted(moved))
        {
            return TourScene.Failed("Using a key-bound session from another machine, with its key,", moved);
        }

        scene.Say("Of a key-bound session the cached token is refused from anywhere, possession_required, even with the context of the desk; its key is accepted from anywhere.");
        scene.Say("What stops the reuse: the key where there is one, and for bearer sessions the declared context. That is evidence, not possession: who copies the context, too, is not seen.");
        return new StepResult.Stopped();
    }
}
