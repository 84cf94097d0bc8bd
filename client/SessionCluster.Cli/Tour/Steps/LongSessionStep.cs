using System.Globalization;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Service;
using SessionCluster.Cli.Tour.Steps.Renewal;

namespace SessionCluster.Cli.Tour.Steps;

/// <summary>
/// A2: a session of the class <c>tour</c>, used all the time, past its absolute deadline (5 s); then one that nobody uses, past its idle timeout; and the way on, which is another authentication. The classes
/// exist in Development only.
/// </summary>
internal sealed class LongSessionStep : TourStep
{
    /// <summary>The class: an absolute lifetime of 5 s.</summary>
    public const string Class = "tour";

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    // Clocks of silos may differ by 2 s (docs/failure-model.md), and the deadline is a whole second.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(3);

    private const string Expired = "expired";
    private const int MaxAttempts = 3;

    public override Attack Attack => Attack.LongSession;

    public override async Task<StepResult> PlayAsync(TourScene scene, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var established = await scene.EstablishAsync(Class, scene.Now(), cancellationToken).ConfigureAwait(false);
            if (established is ServiceAnswer.Failed { ProblemCode: ProblemCodes.UnknownClass })
            {
                return new StepResult.NotRun($"this service has no class '{Class}' with a lifetime of 5 s: it exists in Development only.");
            }

            if (established is not ServiceAnswer.Done { Members: var session } || session[ClaimNames.ExpiresIn]?.GetValue<long>() is not { } lifetime)
            {
                return TourScene.Failed("Establishing a session", established);
            }

            var result = await UseForAsync(established, TimeSpan.FromSeconds(lifetime), scene, cancellationToken).ConfigureAwait(false);
            if (result is StepResult.Stopped)
            {
                return await ForgottenSession.PlayAsync(scene, cancellationToken).ConfigureAwait(false);
            }

            if (result is not null || attempt == MaxAttempts)
            {
                return result ?? new StepResult.Failed(ExitCode.Unavailable, "this machine or the service is too slow: each session had ended before it was used once.");
            }
        }
    }

    /// <summary>Answers <see langword="null"/> when the session had ended before it was used: nothing was shown.</summary>
    private static async Task<StepResult?> UseForAsync(ServiceAnswer established, TimeSpan lifetime, TourScene scene, CancellationToken cancellationToken)
    {
        var token = TourScene.Text(established, ClaimNames.Token);
        var started = scene.Clock.GetTimestamp();
        for (var uses = 0; ; uses++)
        {
            var used = await scene.UseAsync(token, cancellationToken).ConfigureAwait(false);
            if (!TourScene.IsAccepted(used))
            {
                return TourScene.Text(used, ClaimNames.Refusal) != Expired ? TourScene.Failed("Using it before its end", used) : uses > 0 ? Stop(uses, scene) : null;
            }

            if (uses == 0)
            {
                scene.Say($"A service account gets session {TourScene.Text(established, ClaimNames.SessionId)} of class '{Class}', which ends at {TourScene.Text(established, ClaimNames.ExpiresAt)}.");
                scene.Say("It uses the session twice a second, so that it never becomes idle.");
            }

            var elapsed = scene.Clock.GetElapsedTime(started);
            if (elapsed > lifetime + Tolerance)
            {
                return new StepResult.NotStopped($"the session is still accepted {elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s after it began.");
            }

            await Task.Delay(Period, scene.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private static StepResult.Stopped Stop(int uses, TourScene scene)
    {
        scene.Say($"Accepted {uses} times, then refused for good: expired. No use has moved the absolute deadline.");
        return new();
    }
}
