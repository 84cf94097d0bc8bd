namespace SessionCluster.Cli.Hosting;

/// <summary>A verb as <c>--help</c> describes it.</summary>
/// <param name="Name">Its words: <c>client new</c>.</param>
/// <param name="Description">What it does, in a sentence.</param>
/// <param name="Examples">Command lines, without the program's name.</param>
internal sealed record Verb(string Name, string Description, params string[] Examples);
