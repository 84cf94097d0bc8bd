using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Service;
using SessionCluster.Cli.Tour.Steps.Renewal;

namespace SessionCluster.Cli.Tour.Steps;

/// <summary>A7: the owner resets the password and keeps the session at hand; then an operator revokes the subject: use what it held, and come back with the authentication of before.</summary>
internal sealed class AfterResetStep : TourStep
{
    public override Attack Attack => Attack.AfterReset;

    public override async Task<StepResult> PlayAsync(TourScene scene, CancellationToken cancellationToken) =>
        await KeptSession.PlayAsync(scene, cancellationToken).ConfigureAwait(false) ?? await PlayAllAsync(scene, cancellationToken).ConfigureAwait(false);

    private static async Task<StepResult> PlayAllAsync(TourScene scene, CancellationToken cancellationToken)
    {
        var authenticatedAt = scene.Now();
        var tokens = new List<string>();
        foreach (var holder in new[] { "The owner", "The thief" })
        {
            var established = await scene.EstablishAsync(scene.Options.Class, authenticatedAt, cancellationToken).ConfigureAwait(false);
            var token = TourScene.Text(established, ClaimNames.Token);
            var used = established is ServiceAnswer.Done ? await scene.UseAsync(token, cancellationToken).ConfigureAwait(false) : established;
            if (!TourScene.IsAccepted(used))
            {
                return TourScene.Failed("Establishing and using a session", used);
            }

            tokens.Add(token);
            scene.Say($"{holder} holds session {TourScene.Text(established, ClaimNames.SessionId)} of {scene.Subject}, which is accepted.");
        }

        var receipt = await scene.RevokeSubjectAsync("password_reset", cancellationToken).ConfigureAwait(false);
        if (receipt is not ServiceAnswer.Done)
        {
            return TourScene.Failed("Revoking the subject", receipt);
        }

        scene.Say($"The password is reset and the subject revoked: {TourScene.Text(receipt, ClaimNames.SessionsEnded)} sessions ended, in force at {TourScene.Text(receipt, ClaimNames.EffectiveAt)}.");
        return await UseAsync(tokens, scene, cancellationToken).ConfigureAwait(false) ?? await ComeBackAsync(authenticatedAt, scene, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<StepResult?> UseAsync(List<string> tokens, TourScene scene, CancellationToken cancellationToken)
    {
        foreach (var token in tokens)
        {
            var used = await scene.UseAsync(token, cancellationToken).ConfigureAwait(false);
            if (TourScene.IsAccepted(used))
            {
                return new StepResult.NotStopped("a session of before is accepted after the subject was revoked.");
            }

            if (used is ServiceAnswer.Failed)
            {
                return TourScene.Failed("Using a session after the subject was revoked", used);
            }
        }

        scene.Say("Both sessions are used again: refused, revoked.");
        return null;
    }

    private static async Task<StepResult> ComeBackAsync(long authenticatedAt, TourScene scene, CancellationToken cancellationToken)
    {
        switch (await scene.EstablishAsync(scene.Options.Class, authenticatedAt, cancellationToken).ConfigureAwait(false))
        {
            case ServiceAnswer.Failed { ProblemCode: ProblemCodes.Reauthenticate }:
                scene.Say("The thief asks for a new session with the authentication of before: refused, reauthenticate.");
                return new StepResult.Stopped();
            case ServiceAnswer.Done:
                return new StepResult.NotStopped("the authentication of before the reset establishes a session again.");
            case var other:
                return TourScene.Failed("Asking for a session with the authentication of before", other);
        }
    }
}
