using System.Globalization;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Service;
using SessionCluster.Cli.Tour.Steps;

namespace SessionCluster.Cli.Tour.Crash;

/// <summary>
/// The second half of A5: requests are captured, a silo is killed, and they are sent again while their proofs are still young. Which sessions lived on that silo shows by how they are refused: their new
/// activations remember nothing, and ask for a nonce (P-R3).
/// </summary>
internal static class CrashReplay
{
    private const int Captures = 24;
    private const string Challenge = "nonce_required";

    // Detection of the death, and the quarantine after it; more on a busy machine.
    private const int Tries = 60;

    // After that a proof would be refused for its age alone.
    private static readonly TimeSpan ProofLifetime = TimeSpan.FromSeconds(60);

    public static async Task<StepResult> PlayAsync(TourScene scene, CancellationToken cancellationToken)
    {
        if (Victim(scene) is not { } victim)
        {
            scene.Say(scene.Options.KillSilo
                ? $"Not played: the replay after a crash. {scene.Options.Data} has no second silo that runs: eng/local-cluster.sh up 3."
                : "Not played: the replay after a crash. --data with the directory of a local cluster (eng/local-cluster.sh up 3) and --kill-silo plays it.");
            return new StepResult.Stopped();
        }

        var captures = new List<CapturedRequest>();
        try
        {
            return await PlayAsync(victim, captures, scene, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            foreach (var capture in captures)
            {
                await capture.EndAsync(cancellationToken).ConfigureAwait(false);
                capture.Dispose();
            }
        }
    }

    // Not the one that answers us.
    private static LocalSilo? Victim(TourScene scene) => scene.Options.KillSilo && LocalCluster.Running(scene.Options.Data!) is { Count: > 1 } silos
        ? silos.LastOrDefault(silo => silo.HttpPort != scene.Service.Address.Port)
        : null;

    private static async Task<StepResult> PlayAsync(LocalSilo victim, List<CapturedRequest> captures, TourScene scene, CancellationToken cancellationToken)
    {
        for (var number = 1; number <= Captures; number++)
        {
            var (capture, problem) = await CapturedRequest.MakeAsync(scene, number, cancellationToken).ConfigureAwait(false);
            captures.Add(capture);
            if (problem is not null)
            {
                return problem;
            }
        }

        if (!victim.TryKill())
        {
            return new StepResult.Failed(ExitCode.Refused, $"silo {victim.Index} could not be killed: process {victim.ProcessId} is not yours, or has just ended.");
        }

        scene.Say($"The requests of {Captures} sessions are captured, each accepted once. Then silo {victim.Index} is killed (process {victim.ProcessId}, SIGKILL), and they are sent again.");
        return await ReplayAsync(captures, scene, cancellationToken).ConfigureAwait(false) ?? await GoOnAsync(captures, victim, scene, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<StepResult?> ReplayAsync(List<CapturedRequest> captures, TourScene scene, CancellationToken cancellationToken)
    {
        var (moved, young) = (0, 0);
        foreach (var capture in captures)
        {
            var answer = await capture.ReplayAsync(Tries, cancellationToken).ConfigureAwait(false);
            if (answer is ServiceAnswer.Failed)
            {
                return TourScene.Failed("Replaying a captured request after the crash", answer);
            }

            if (TourScene.IsAccepted(answer))
            {
                return new StepResult.NotStopped("a request that was captured and accepted before the crash is accepted again after it.");
            }

            var isYoung = scene.Clock.GetElapsedTime(capture.AcceptedAt) < ProofLifetime;
            moved += isYoung && TourScene.Text(answer, ClaimNames.Refusal) == Challenge ? 1 : 0;
            young += isYoung && TourScene.Text(answer, ClaimNames.Refusal) is Challenge or ReplayStep.Replayed ? 1 : 0;
        }

        scene.Say(string.Create(CultureInfo.InvariantCulture, $"Of {captures.Count} replays none is accepted: {young - moved} {ReplayStep.Replayed}, by activations that live; {moved} {Challenge}, by new ones of sessions that lived on that silo."));
        scene.Say(moved > 0
            ? "What stops them is that an activation after a crash knows that it remembers nothing: it takes a proof only with a nonce of its own (G2, P-R3)."
            : "Not played: the replay to a session of the killed silo. None had lived there, or the proofs had grown too old meanwhile: run the tour again.");
        return null;
    }

    private static async Task<StepResult> GoOnAsync(List<CapturedRequest> captures, LocalSilo victim, TourScene scene, CancellationToken cancellationToken)
    {
        foreach (var capture in captures)
        {
            var used = await capture.GoOnAsync(cancellationToken).ConfigureAwait(false);
            if (!TourScene.IsAccepted(used))
            {
                return TourScene.Failed("Using a session as its owner after the crash", used);
            }
        }

        scene.Say($"The owners go on, where they are asked with a nonce: all accepted. Silo {victim.Index} stays down: eng/local-cluster.sh up starts it again.");
        return new StepResult.Stopped();
    }
}
