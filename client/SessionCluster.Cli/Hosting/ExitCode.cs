namespace SessionCluster.Cli.Hosting;

/// <summary>What a script learns from a verb. Stable.</summary>
internal enum ExitCode
{
    /// <summary>Done; of <c>validate</c>: the session is active; of <c>tour</c>: every step that was played is stopped.</summary>
    Done = 0,

    /// <summary>The service refused, or <c>tour</c> found an attack that is not stopped.</summary>
    Refused = 1,

    /// <summary>The command line, the settings or the input are wrong; nothing was asked.</summary>
    Usage = 2,

    /// <summary>Nobody can say now: no service, no answer in time, or the answer that it is unavailable. Ask again.</summary>
    Unavailable = 3,

    /// <summary>The credentials are wrong, or the client lacks the permission.</summary>
    NotPermitted = 4,
}
