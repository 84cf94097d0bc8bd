namespace SessionCluster.LoadTests;

/// <summary>The run can't go on: a sentence for people, and the exit code.</summary>
internal sealed class LoadException(int exitCode, string message) : Exception(message)
{
    /// <summary>One of <see cref="ExitCodes"/>.</summary>
    public int ExitCode { get; } = exitCode;

    public static LoadException Usage(string message) => new(ExitCodes.Usage, message);

    public static LoadException Unavailable(string message) => new(ExitCodes.Unavailable, message);
}
