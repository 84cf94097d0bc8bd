namespace SessionCluster.Cli.Tour.Search;

/// <summary>Bytes to look for.</summary>
/// <param name="Name">What they are, for people.</param>
/// <param name="Bytes">The bytes; they may be a secret.</param>
internal sealed record SearchedForm(string Name, byte[] Bytes)
{
    /// <summary>Never the bytes.</summary>
    public override string ToString() => Name;
}
