using System.Text.RegularExpressions;

namespace SessionCluster.Cli.Hosting;

/// <summary>Finds a token on the command line, where every process of the machine can read it and the shell keeps it. It is refused before anything could repeat it.</summary>
internal static partial class LeakedToken
{
    /// <summary>What to say.</summary>
    public const string Sentence = "There is a token on the command line, where every process of this machine can read it: give tokens on standard input. Take this one for leaked and revoke its session.";

    /// <summary>True when an argument has one in it, whole or nearly.</summary>
    public static bool IsIn(IEnumerable<string> args) => args.Any(arg => Token().IsMatch(arg));

    [GeneratedRegex("sct_[a-z0-9]{1,12}_[0-9A-Za-z]{20}")]
    private static partial Regex Token();
}
