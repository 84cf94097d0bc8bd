using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Tokens;

namespace SessionCluster.Benchmarks.Tokens;

/// <summary>A presented token at the edge: shape, checksum, tag and the digest of its secret. The aim is 3 us and at most 2 allocations; its costly parts are measured beside it.</summary>
[MemoryDiagnoser]
public class TokenBenchmark
{
    private static readonly DateTimeOffset Deadline = new(2026, 8, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly EnvironmentName _environment = EnvironmentName.Create("prod");
    private readonly KeyRing _ring = KeyRing.Create(3, new Dictionary<byte, byte[]> { [3] = RandomNumberGenerator.GetBytes(32), [4] = RandomNumberGenerator.GetBytes(32) });
    private readonly SessionId _id = SessionId.Create(1, Deadline, RandomNumberGenerator.GetBytes(SessionId.RandomSize));
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);
    private readonly byte[] _tag = new byte[TokenTag.Size];
    private readonly byte[] _payload = new byte[TokenPayload.Size];
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly string _good;
    private readonly string _forged;
    private readonly string _truncated;
    private readonly string _foreign;

    public TokenBenchmark()
    {
        _good = TokenFormat.Format(_environment, _ring, 3, _id, _secret);
        _forged = TokenFormat.Format(_environment, 3, _id, _secret, RandomNumberGenerator.GetBytes(TokenTag.Size));
        _truncated = _good[..^1];
        _foreign = TokenFormat.Format(EnvironmentName.Create("test"), _ring, 3, _id, _secret);
    }

    [Benchmark(Description = "good")]
    public SessionRefusal Good() => TokenFormat.Parse(_good, _environment, _ring, out _);

    [Benchmark(Description = "forged tag, checksum right")]
    public SessionRefusal Forged() => TokenFormat.Parse(_forged, _environment, _ring, out _);

    [Benchmark(Description = "foreign environment")]
    public SessionRefusal Foreign() => TokenFormat.Parse(_foreign, _environment, _ring, out _);

    [Benchmark(Description = "truncated")]
    public SessionRefusal Truncated() => TokenFormat.Parse(_truncated, _environment, _ring, out _);

    [Benchmark(Description = "alone: base 62 and checksum")]
    public bool Decode() => TokenFormat.TryDecode(_good, _payload, out _);

    [Benchmark(Description = "alone: HMAC of the tag")]
    public void Tag() => TokenTag.Compute(_key, TokenFormat.Head(3), _environment, _id, _tag);

    [Benchmark(Description = "alone: SHA-256 of the secret")]
    public SecretDigest Digest() => SecretDigest.Of(_secret);

    [Benchmark(Description = "for comparison: written")]
    public string Write() => TokenFormat.Format(_environment, _ring, 3, _id, _secret);
}
