using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Client.Possession.Keys;
using SessionCluster.Client.Possession.Proofs;

namespace SessionCluster.Client.Possession;

/// <summary>
/// A client's key pair, and the DPoP proofs it makes (RFC 9449 section 4.2): for clients in .NET, samples and load tests. It lives in this process's memory, so it is a software key: whoever copies it is the client.
/// Safe for use by many threads; dispose of it only after the last proof.
/// </summary>
public sealed partial class ProofKey : IDisposable
{
    private const int IdSize = 16;

    private readonly Lock _lock = new();
    private readonly AsymmetricAlgorithm _key;
    private readonly ProofAlgorithm _algorithm;

    private ProofKey(AsymmetricAlgorithm key, ProofAlgorithm algorithm)
    {
        _key = key;
        _algorithm = algorithm;
        PublicJwk = JwkWriter.Write(key, withPrivate: false);
        Thumbprint = JwkThumbprint.TryCompute(PublicJwk, out var thumbprint) ? thumbprint : throw new CryptographicException("The key has no JWK.");
    }

    /// <summary>How it signs: <c>ES256</c>, <c>PS256</c> or <c>RS256</c>.</summary>
    public string Algorithm => _algorithm.ToString();

    /// <summary>The public key as a JWK (RFC 7517), as it stands in the header of its proofs.</summary>
    public string PublicJwk { get; }

    /// <summary>The name of the key, which a session is bound to (<c>jkt</c>).</summary>
    public KeyThumbprint Thumbprint { get; }

    /// <summary>Makes a P-256 key; its proofs are signed with ES256. The right one for nearly everybody.</summary>
    public static ProofKey CreateEcdsa() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256), ProofAlgorithm.ES256);

    /// <summary>Makes an RSA key of 2,048 bits, for what can't do otherwise: its proofs are three times as long.</summary>
    /// <param name="algorithm"><c>PS256</c> (default) or <c>RS256</c>.</param>
    /// <exception cref="ArgumentException">Another algorithm.</exception>
    public static ProofKey CreateRsa(string algorithm = "PS256")
    {
        var known = RsaAlgorithm(algorithm);
        return new(RSA.Create(2048), known);
    }

    /// <summary>Makes a proof for one request. Never use one twice: a service that takes it remembers it.</summary>
    /// <param name="method">The request's method, as it will be sent.</param>
    /// <param name="uri">The request's absolute URI; query and fragment are left out (RFC 9449 section 4.2).</param>
    /// <param name="token">The access token that is sent along; <see langword="null"/> (default) for none.</param>
    /// <param name="nonce">The last <c>DPoP-Nonce</c> that this service has sent; <see langword="null"/> (default) for none.</param>
    /// <param name="clock">Says when it is made; the system's clock by default.</param>
    /// <returns>The content of the <c>DPoP</c> header.</returns>
    public string CreateProof(string method, string uri, string? token = null, string? nonce = null, TimeProvider? clock = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        ArgumentException.ThrowIfNullOrEmpty(uri);
        var end = uri.AsSpan().IndexOfAny('?', '#');
        return CreateProof(new()
        {
            Id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdSize)),
            Method = method,
            Uri = end < 0 ? uri : uri[..end],
            IssuedAtSeconds = (clock ?? TimeProvider.System).GetUtcNow().ToUnixTimeSeconds(),
            TokenHash = token is null ? null : Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(token))),
            Nonce = nonce,
        });
    }

    /// <summary>The thumbprint.</summary>
    public override string ToString() => $"(proof key {Thumbprint})";

    /// <summary>Frees the key.</summary>
    public void Dispose() => _key.Dispose();

    /// <summary>Makes a proof that says just this.</summary>
    internal string CreateProof(ProofContent content) => Sign(ProofJson.Header(Algorithm, PublicJwk), ProofJson.Payload(content));

    /// <summary>Signs whatever is given as header and payload: attacks are made so, too.</summary>
    internal string Sign(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload)
    {
        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}";
        var data = Encoding.ASCII.GetBytes(signed);
        lock (_lock)
        {
            var signature = _key switch
            {
                ECDsa curve => curve.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
                RSA rsa => rsa.SignData(data, HashAlgorithmName.SHA256, _algorithm == ProofAlgorithm.PS256 ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1),
                _ => throw new InvalidOperationException("Unreachable: a key is one of these."),
            };
            return $"{signed}.{Base64Url.EncodeToString(signature)}";
        }
    }

    private static ProofAlgorithm RsaAlgorithm(string algorithm) => algorithm switch
    {
        "PS256" => ProofAlgorithm.PS256,
        "RS256" => ProofAlgorithm.RS256,
        _ => throw new ArgumentException("An RSA key signs with PS256 or RS256.", nameof(algorithm)),
    };
}
