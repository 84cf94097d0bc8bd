using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Service;

namespace SessionCluster.Cli.Tour.Steps.Renewal;

/// <summary>A session that a service keeps and does not use, past its idle timeout. It is locked: refused everywhere, until its subject authenticates again.</summary>
internal static class ForgottenSession
{
    /// <summary>The class: an idle timeout of 5 s, an absolute lifetime of 10 min.</summary>
    public const string Class = "tour-idle";

    private const string Idle = "idle";
    private const int MaxAttempts = 3;

    // Clocks of silos may differ by 2 s, and the deadline is a whole second.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(3);

    public static async Task<StepResult> PlayAsync(TourScene scene, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var established = await scene.EstablishAsync(Class, scene.Now(), cancellationToken).ConfigureAwait(false);
            if (established is not ServiceAnswer.Done { Members: var session } || session[ClaimNames.IdleTimeout]?.GetValue<long>() is not { } idle)
            {
                return TourScene.Failed("Establishing a session", established);
            }

            var used = await scene.UseAsync(TourScene.Text(established, ClaimNames.Token), cancellationToken).ConfigureAwait(false);
            if (TourScene.IsAccepted(used))
            {
                return await ForgetAsync(established, TimeSpan.FromSeconds(idle), scene, cancellationToken).ConfigureAwait(false);
            }

            if (TourScene.Text(used, ClaimNames.Refusal) != Idle || attempt == MaxAttempts)
            {
                return TourScene.Failed("Using a session", used);
            }
        }
    }

    private static async Task<StepResult> ForgetAsync(ServiceAnswer established, TimeSpan idle, TourScene scene, CancellationToken cancellationToken)
    {
        var token = TourScene.Text(established, ClaimNames.Token);
        await Task.Delay(idle + Tolerance, scene.Clock, cancellationToken).ConfigureAwait(false);
        var forgotten = await scene.UseAsync(token, cancellationToken).ConfigureAwait(false);
        var again = await scene.UseAsync(token, cancellationToken).ConfigureAwait(false);
        if ((Refusals.Judge(forgotten, Idle, "Using a session after its idle timeout", "a session that nobody has used for longer than its idle timeout is accepted.")
            ?? Refusals.Judge(again, [Idle, "locked"], "Using it once more", "asking again has reopened an idle session.")) is { } result)
        {
            return result;
        }

        scene.Say($"It keeps session {TourScene.Text(established, ClaimNames.SessionId)} of class '{Class}' in a drawer for longer than its idle timeout of {idle.TotalSeconds:0} s: refused, idle, and asking again does not reopen it.");
        return await ReauthenticateAsync(token, scene, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<StepResult> ReauthenticateAsync(string former, TourScene scene, CancellationToken cancellationToken)
    {
        var renewed = await scene.RenewAsync(ClusterPaths.Reauthenticate, former, null, cancellationToken).ConfigureAwait(false);
        var token = TourScene.Text(renewed, ClaimNames.Token);
        if (renewed is not ServiceAnswer.Done)
        {
            return TourScene.Failed("Authenticating again", renewed);
        }

        var used = await scene.UseAsync(token, cancellationToken).ConfigureAwait(false);
        var old = await scene.UseAsync(former, cancellationToken).ConfigureAwait(false);
        if (old is ServiceAnswer.Done && TourScene.IsAccepted(old))
        {
            return new StepResult.NotStopped("the token of before another authentication is accepted after it.");
        }

        if (!TourScene.IsAccepted(used) && TourScene.Text(used, ClaimNames.Refusal) != Idle)
        {
            return TourScene.Failed("Using the session after another authentication", used);
        }

        scene.Say($"It authenticates again: session {TourScene.Text(renewed, ClaimNames.SessionId)} takes over with deadlines of its own, and the token of before is dead at once ({TourScene.Text(old, ClaimNames.Refusal)}).");
        scene.Say("What stops a session that is kept too long: two deadlines that no call extends, and the only way on is another authentication (G4, N4, N7, N8).");
        return new StepResult.Stopped();
    }
}
