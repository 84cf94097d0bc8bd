using SessionCluster.Cli.Hosting;

namespace SessionCluster.Cli.Tour;

/// <summary>How a step of the tour ended: closed.</summary>
internal abstract record StepResult
{
    private StepResult(string word, string? why) => (Word, Why) = (word, why);

    /// <summary>The word for scripts: <c>stopped</c>, <c>not_stopped</c>, <c>not_run</c> or <c>failed</c>.</summary>
    public string Word { get; }

    /// <summary>Why it is so, where the lines before do not say.</summary>
    public string? Why { get; }

    /// <summary>The attack was played and stopped.</summary>
    internal sealed record Stopped() : StepResult("stopped", null);

    /// <summary>The attack was played and succeeded.</summary>
    internal sealed record NotStopped(string Reason) : StepResult("not_stopped", Reason);

    /// <summary>It can't be played here, and that is in order.</summary>
    internal sealed record NotRun(string Reason) : StepResult("not_run", Reason);

    /// <summary>It should have been played and could not be: nothing was shown, so the tour does not end well.</summary>
    /// <param name="Code">What the tour exits with.</param>
    /// <param name="Reason">What to do.</param>
    internal sealed record Failed(ExitCode Code, string Reason) : StepResult("failed", Reason);
}
