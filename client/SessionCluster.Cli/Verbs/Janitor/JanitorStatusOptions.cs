namespace SessionCluster.Cli.Verbs.Janitor;

/// <summary>What <c>janitor status</c> takes.</summary>
internal sealed class JanitorStatusOptions : ServiceOptions;
