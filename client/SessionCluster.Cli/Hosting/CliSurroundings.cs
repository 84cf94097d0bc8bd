namespace SessionCluster.Cli.Hosting;

/// <summary>What surrounds a run, as values.</summary>
/// <param name="Variable">An environment variable; <see langword="null"/> or empty when it is not set.</param>
/// <param name="Home">The home directory; <see langword="null"/> without one.</param>
/// <param name="Folders">Folders from which the repository is looked for, upwards: where the program was called, and where it stands.</param>
internal sealed record CliSurroundings(Func<string, string?> Variable, string? Home, IReadOnlyList<string> Folders);
