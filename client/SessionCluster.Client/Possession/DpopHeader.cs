namespace SessionCluster.Client.Possession;

/// <summary>A DPoP proof as it was received, and the request that it must be for. Whatever they hold, verifying them is a refusal at worst, never an exception.</summary>
/// <param name="Proof">The content of the one <c>DPoP</c> header. Never logged.</param>
/// <param name="Method">The request's method, as it was sent.</param>
/// <param name="Uri">The request's absolute URI, as the client sees it. Query and fragment do not count.</param>
public sealed record DpopHeader(string Proof, string Method, string Uri)
{
    /// <summary>The method only.</summary>
    public override string ToString() => $"(proof for {Method})";
}
