namespace SessionCluster.Client.Tls;

/// <summary>What is wrong with a file of mutual TLS.</summary>
/// <param name="Member">The member of <see cref="ClusterTlsOptions"/> that names the file.</param>
/// <param name="Sentence">What is wrong, to be read behind the member's name; never a file's content.</param>
internal sealed record TlsProblem(string Member, string Sentence)
{
    /// <inheritdoc />
    public override string ToString() => $"{Member} {Sentence}";
}
