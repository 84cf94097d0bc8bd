using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Sessions;
using SessionCluster.Client.Tokens;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Clients;

/// <summary>L24: the thief has the whole store, the edge ring and a way to the gateway, and still nothing stored can be presented.</summary>
public sealed class StolenStoreTests : IAsyncLifetime
{
    private SessionTestCluster _cluster = null!;
    private EstablishResult.Established _session = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await SessionTestCluster.StartAsync();
        _session = await _cluster.EstablishedAsync(_cluster.Establish(maxUses: 100));
        await _cluster.ValidateAsync(_session);
        await _cluster.DeactivateAsync(_session.Id);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    [Rule("L24"), Rule("A10"), Rule("N17")]
    public async Task No_32_bytes_of_any_row_open_the_session()
    {
        var stolen = Stolen();
        Assert.True(stolen.Sum(row => row.Length) > 200);

        Assert.Equal(0, await CountOpenedAsync(stolen));
    }

    [Fact]
    [Rule("L24")]
    public async Task A_store_that_kept_the_secret_or_its_digest_would_open_it()
    {
        var secret = Secret();

        Assert.Equal(1, await CountOpenedAsync([[.. RandomNumberGenerator.GetBytes(40), .. secret, 9]]));
        Assert.Equal(1, await CountOpenedAsync([[9, .. SHA256.HashData(secret), .. RandomNumberGenerator.GetBytes(40)]]));
    }

    [Fact]
    [Rule("L24"), Rule("N17")]
    public void No_row_holds_token_secret_or_digest_in_any_usual_form()
    {
        var token = _session.Token.Reveal();
        var secret = Secret();
        byte[][] forms = [.. new[] { secret, SHA256.HashData(secret) }.SelectMany(Forms), [.. token.Select(character => (byte)character)], [.. token[9..^6].Select(character => (byte)character)]];

        foreach (var row in Stolen())
        {
            Assert.All(forms, form => Assert.Equal(-1, row.AsSpan().IndexOf(form)));
        }

        // What is searched for is found where it is.
        Assert.All(forms, form => Assert.Equal(3, new byte[] { 1, 2, 3 }.Concat(form).ToArray().AsSpan().IndexOf(form)));
    }

    private static IEnumerable<byte[]> Forms(byte[] value)
    {
        var base64 = Convert.ToBase64String(value).TrimEnd('=');
        return [value, .. new[] { Convert.ToHexString(value), Convert.ToHexStringLower(value), base64, base64.Replace('+', '-').Replace('/', '_') }.Select(System.Text.Encoding.ASCII.GetBytes)];
    }

    private byte[] Secret()
    {
        var payload = new byte[TokenPayload.Size];
        Assert.True(TokenFormat.TryDecode(_session.Token.Reveal(), payload, out _));
        return new TokenPayload(payload).Secret.ToArray();
    }

    private List<byte[]> Stolen() => [.. _cluster.Storage.Keys.Select(key => key.Split('/', 2)).Select(parts => _cluster.Storage.Bytes(parts[0], parts[1]))];

    /// <summary>How many windows are accepted: as the secret of a token, and as the digest that edges send.</summary>
    private async Task<int> CountOpenedAsync(IEnumerable<byte[]> rows)
    {
        var opened = 0;
        foreach (var window in rows.SelectMany(row => Enumerable.Range(0, row.Length - 31).Select(start => row[start..(start + 32)])))
        {
            opened += await _cluster.Client.PresentAsync(_cluster.TokenWith(_session.Id, window)) == "accepted" ? 1 : 0;
            var call = new ValidateCall { SecretDigest = MemoryMarshal.Read<SecretDigest>(window), Audience = SessionSamples.Orders };
            opened += (await _cluster.SessionGrain(_session.Id).Validate(call)).IsAccepted ? 1 : 0;
        }

        return opened;
    }
}
