using System.Buffers.Binary;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Client.Sessions;
using SessionCluster.Client.Tokens;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Client.Sessions;

/// <summary>N1: 256 bits from the operating system's generator in each token, and nothing else in them.</summary>
public sealed class SecretRandomnessTests
{
    private const int Tokens = 100_000;

    [Fact]
    [Rule("N1")]
    public async Task A_hundred_thousand_tokens_have_secrets_of_32_bytes_without_repeats_fixed_bits_or_the_grain_key()
    {
        var client = new ClientUnderTest();
        var next = 0;
        client.Cluster.Answer = _ => new EstablishOutcome.Established(IdOf(next++), Sample.Start, Sample.Idle, default);
        var secrets = new List<byte[]>(Tokens);
        var payload = new byte[TokenPayload.Size];
        for (var i = 0; i < Tokens; i++)
        {
            var established = (EstablishResult.Established)await client.Sessions.EstablishAsync(ClientUnderTest.Establish);
            Assert.True(TokenFormat.TryDecode(established.Token.Reveal(), payload, out _));
            var parts = new TokenPayload(payload);
            Assert.Equal(IdOf(i), parts.Id);
            secrets.Add(parts.Secret.ToArray());
            client.Cluster.Calls.Clear();
        }

        Assert.All(secrets, secret => Assert.Equal(32, secret.Length));
        Assert.Null(Weakness(secrets, IdOf));
    }

    [Fact]
    [Rule("N1")]
    public void Secrets_made_otherwise_are_noticed()
    {
        var counter = 0;
        Assert.Equal("repeats", Weakness(Made(() => new byte[32]), IdOf));
        Assert.Equal("fixed bits", Weakness(Made(() => [.. Guid.NewGuid().ToByteArray(), .. Guid.NewGuid().ToByteArray()]), IdOf));
        Assert.Equal("fixed bits", Weakness(Made(() => Of(BitConverter.GetBytes(counter++))), IdOf));
        Assert.Equal("the grain key", Weakness(Made(() => [.. Bytes(IdOf(counter++ - 1000)), .. Random(16)]), IdOf));

        byte[][] Made(Func<byte[]> make) => [.. Enumerable.Range(0, 1000).Select(_ => make())];
        static byte[] Of(byte[] start) => [.. start, .. new byte[32 - start.Length]];
    }

    /// <summary>What gives the secrets away, by the sample; <see langword="null"/> when nothing does.</summary>
    private static string? Weakness(IReadOnlyList<byte[]> secrets, Func<int, SessionId> idOf)
    {
        if (secrets.Select(Convert.ToHexString).Distinct().Count() < secrets.Count)
        {
            return "repeats";
        }

        for (var i = 0; i < secrets.Count; i++)
        {
            if (secrets[i].AsSpan().IndexOf(Bytes(idOf(i))) >= 0)
            {
                return "the grain key";
            }
        }

        // Each of the 256 bits is set in about half of the secrets: eight standard deviations either way.
        var tolerance = 8 * Math.Sqrt(secrets.Count) / 2;
        return Enumerable.Range(0, 256).All(bit => Math.Abs(secrets.Count(secret => (secret[bit / 8] >> (bit % 8) & 1) != 0) - (secrets.Count / 2.0)) < tolerance) ? null : "fixed bits";
    }

    /// <summary>Ids as subjects choose them: random, here by their number so that they need not be kept.</summary>
    private static SessionId IdOf(int number)
    {
        Span<byte> random = stackalloc byte[SessionId.RandomSize];
        random.Fill(0x5C);
        BinaryPrimitives.WriteInt32BigEndian(random, number);
        return SessionId.Create((byte)number, Sample.Start, random);
    }

    private static byte[] Bytes(SessionId id)
    {
        var bytes = new byte[SessionId.Size];
        id.CopyTo(bytes);
        return bytes;
    }

    private static byte[] Random(int length) => System.Security.Cryptography.RandomNumberGenerator.GetBytes(length);
}
