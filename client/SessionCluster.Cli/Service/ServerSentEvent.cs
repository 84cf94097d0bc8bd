namespace SessionCluster.Cli.Service;

/// <summary>An event of a stream.</summary>
/// <param name="Data">What it says.</param>
/// <param name="Id">Where it was; <see langword="null"/> when it does not say.</param>
internal sealed record ServerSentEvent(string Data, string? Id);
