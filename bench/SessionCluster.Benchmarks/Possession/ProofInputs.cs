using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Possession.Keys;

namespace SessionCluster.Benchmarks.Possession;

/// <summary>Proofs as a client makes them, and the same signatures bare.</summary>
internal sealed class ProofInputs : IDisposable
{
    private const int Count = 256;
    private const string Method = "GET";
    private const string Uri = "https://orders.example.com/api/v2/orders/4711/lines";

    private static readonly string Token = "sct_prod_" + new string('x', 83);
    private static readonly SecretDigest TokenHash = SecretDigest.Of(Encoding.ASCII.GetBytes(Token));

    private readonly DpopProofVerifier _verifier = new();
    private readonly List<IDisposable> _keys = [];

    public ProofInputs()
    {
        var (curve, rsa) = (Keep(ProofKey.CreateEcdsa()), Keep(ProofKey.CreateRsa("RS256")));
        var (proofs, rsaProofs) = (Make(curve), Make(rsa));
        Length = proofs[0].Text.Length;
        Bare = new("bare `ECDsa.VerifyData`, P-256, cached key", Verify(proofs, Import(curve)));
        BareRsa = new("bare `RSA.VerifyData`, 2,048 bits, cached key", Verify(rsaProofs, ImportRsa(rsa)));
        Known = new("proof, ES256, key known", call => _verifier.Verify(proofs[call % Count], out _) is not null);
        KnownRsa = new("proof, RS256, key known", call => _verifier.Verify(rsaProofs[call % Count], out _) is not null);
        var newKeys = Enumerable.Range(0, Count).Select(_ => Keep(ProofKey.CreateEcdsa())).Select(key => Present(key.CreateProof(Method, Uri, Token, "nonce-of-22-characters"))).ToArray();
        Contenders =
        [
            Bare,
            Known,
            BareRsa,
            KnownRsa,
            new("proof, ES256, key new: imported first", call => new DpopProofVerifier(new PublicKeyCache(1)).Verify(newKeys[call % Count], out _) is not null),
            Refused("refused: signature of another proof", proofs.Select((proof, i) => WithSignatureOf(proof.Text, proofs[(i + 1) % Count].Text)), ProofProblem.Signature),
            Refused("refused: another path", proofs.Select(proof => proof.Text), ProofProblem.Uri, Uri + "/1"),
            Refused("refused: no JSON", proofs.Select(_ => "AAAA.AAAA.AAAA"), ProofProblem.Malformed),
            Refused("refused: 8,193 characters", proofs.Select(_ => new string('A', PresentedProof.MaxLength + 1)), ProofProblem.TooLarge),
        ];
    }

    public int Length { get; }

    public ProofContender Bare { get; }

    public ProofContender Known { get; }

    public ProofContender BareRsa { get; }

    public ProofContender KnownRsa { get; }

    public IReadOnlyList<ProofContender> Contenders { get; }

    public void Dispose() => _keys.ForEach(key => key.Dispose());

    private static PresentedProof[] Make(ProofKey key) => [.. Enumerable.Range(0, Count).Select(_ => Present(key.CreateProof(Method, Uri, Token, "nonce-of-22-characters")))];

    private static PresentedProof Present(string text, string uri = Uri) => new() { Text = text, Method = Method, Uri = uri, TokenHash = TokenHash };

    private ProofContender Refused(string name, IEnumerable<string> texts, ProofProblem expected, string uri = Uri)
    {
        var proofs = texts.Select(text => Present(text, uri)).ToArray();
        return new(name, call => _verifier.Verify(proofs[call % Count], out var problem) is null && problem == expected);
    }

    private static string WithSignatureOf(string text, string other) => text[..text.LastIndexOf('.')] + other[other.LastIndexOf('.')..];

    private static Func<int, bool> Verify(PresentedProof[] proofs, AsymmetricAlgorithm key)
    {
        var signed = proofs.Select(proof => Encoding.ASCII.GetBytes(proof.Text[..proof.Text.LastIndexOf('.')])).ToArray();
        var signatures = proofs.Select(proof => Base64Url.DecodeFromChars(proof.Text.AsSpan(proof.Text.LastIndexOf('.') + 1))).ToArray();
        return key switch
        {
            ECDsa curve => call => curve.VerifyData(signed[call % Count], signatures[call % Count], HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
            RSA rsa => call => rsa.VerifyData(signed[call % Count], signatures[call % Count], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            _ => throw new ArgumentException("Another kind of key.", nameof(key)),
        };
    }

    private ECDsa Import(ProofKey key)
    {
        var curve = Keep(ECDsa.Create());
        curve.ImportFromPem(key.ExportPem());
        return Keep(ECDsa.Create(curve.ExportParameters(includePrivateParameters: false)));
    }

    private RSA ImportRsa(ProofKey key)
    {
        var rsa = Keep(RSA.Create());
        rsa.ImportFromPem(key.ExportPem());
        return Keep(RSA.Create(rsa.ExportParameters(includePrivateParameters: false)));
    }

    private T Keep<T>(T key)
        where T : IDisposable
    {
        _keys.Add(key);
        return key;
    }
}
