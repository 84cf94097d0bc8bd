namespace SessionCluster.Cli.Verbs.Holding;

/// <summary>What <c>me list</c> takes.</summary>
internal sealed class OwnOptions : HoldingOptions;
