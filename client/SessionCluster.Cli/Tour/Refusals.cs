using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Service;

namespace SessionCluster.Cli.Tour;

/// <summary>Judges what came of an attempt that must be refused, and refused for the reason that a step shows.</summary>
internal static class Refusals
{
    /// <summary>Answers <see langword="null"/> when it was refused so.</summary>
    /// <param name="answer">What came of it.</param>
    /// <param name="expected">The refusal that stops it.</param>
    /// <param name="attempt">What was tried: <c>Using the copied token</c>.</param>
    /// <param name="success">What it means that it is accepted.</param>
    public static StepResult? Judge(ServiceAnswer answer, string expected, string attempt, string success) => Judge(answer, [expected], attempt, success);

    /// <summary>The same where more than one refusal is right.</summary>
    public static StepResult? Judge(ServiceAnswer answer, string[] expected, string attempt, string success)
    {
        if (answer is ServiceAnswer.Failed)
        {
            return TourScene.Failed(attempt, answer);
        }

        if (TourScene.IsAccepted(answer))
        {
            return new StepResult.NotStopped(success);
        }

        return TourScene.Text(answer, ClaimNames.Refusal) is var refusal && expected.Contains(refusal)
            ? null
            : new StepResult.Failed(ExitCode.Refused, $"{attempt} was refused as '{refusal}', not '{string.Join("' or '", expected)}': something else than what this step shows stopped it.");
    }
}
