using SessionCluster.Client.Possession;

namespace SessionCluster.Benchmarks.Validation;

/// <summary>A bound session's token and proofs for it, each for one use: making them is the end client's work and is not measured.</summary>
internal sealed class PreparedProofs(ProofKey key, string token, int count)
{
    private const string Method = "GET";
    private const string Uri = "https://api.example/orders";

    private readonly DpopHeader[] _proofs = [.. Enumerable.Range(0, count).Select(_ => new DpopHeader(key.CreateProof(Method, Uri, token, null, TimeProvider.System), Method, Uri))];

    private int _next;

    /// <summary>The token.</summary>
    public string Token => token;

    /// <summary>The next proof; <see langword="null"/> when all are used.</summary>
    public DpopHeader? Next()
    {
        var next = Interlocked.Increment(ref _next) - 1;
        return next < _proofs.Length ? _proofs[next] : null;
    }
}
