namespace SessionCluster.Benchmarks.Http;

/// <summary>How to ask a served silo.</summary>
/// <param name="Port">Its port on 127.0.0.1.</param>
/// <param name="Authorization">The value of the header.</param>
/// <param name="Tokens">Tokens of live sessions.</param>
internal sealed record ServedAddress(int Port, string Authorization, IReadOnlyList<string> Tokens);
