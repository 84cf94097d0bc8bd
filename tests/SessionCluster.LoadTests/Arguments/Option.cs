namespace SessionCluster.LoadTests.Arguments;

/// <summary>One option of the command line.</summary>
/// <param name="Name">With its dashes.</param>
/// <param name="Value">What stands for its value in the help; <see langword="null"/> for a switch.</param>
/// <param name="Help">What it does, and its default.</param>
/// <param name="Apply">Puts a value in; <see langword="null"/> when it is none.</param>
/// <param name="Rule">What a value must be, to end the sentence that refuses one.</param>
internal sealed record Option(string Name, string? Value, string Help, Func<LoadOptions, string, LoadOptions?> Apply, string Rule = "");
