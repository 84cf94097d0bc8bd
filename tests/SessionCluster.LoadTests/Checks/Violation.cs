namespace SessionCluster.LoadTests.Checks;

/// <summary>A guarantee that did not hold.</summary>
/// <param name="Guarantee">Its id, as the README has it.</param>
/// <param name="Sentence">What happened.</param>
internal sealed record Violation(string Guarantee, string Sentence)
{
    public override string ToString() => $"{Guarantee} violated: {Sentence}";
}
