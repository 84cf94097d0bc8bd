namespace SessionCluster.Cli.Verbs.Containment;

/// <summary>What <c>locks</c> takes.</summary>
internal sealed class LocksOptions : ServiceOptions;
