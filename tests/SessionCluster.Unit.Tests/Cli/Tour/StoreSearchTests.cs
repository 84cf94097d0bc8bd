using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using SessionCluster.Cli.Tour.Search;
using SessionCluster.Client.Tokens;
using SessionCluster.Unit.Tests.Tokens;

namespace SessionCluster.Unit.Tests.Cli.Tour;

/// <summary>A search that does not find what is there shows nothing: every form, wherever it lies.</summary>
public sealed class StoreSearchTests : IDisposable
{
    private readonly DirectoryInfo _store = Directory.CreateTempSubdirectory("sessionctl-search-");
    private readonly SearchedForms _forms = SearchedForms.TryMake(Specimen.Token, out var forms) ? forms : throw new InvalidOperationException("That is no token.");

    public static TheoryData<string, int> Ways => new(Encodings.Keys.SelectMany(way => Enumerable.Range(0, 3).Select(before => (way, before))));

    private static Dictionary<string, Func<byte[], byte[]>> Encodings { get; } = new()
    {
        ["raw"] = bytes => bytes,
        ["hexadecimal"] = bytes => Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes)),
        ["HEXADECIMAL"] = bytes => Encoding.ASCII.GetBytes(Convert.ToHexString(bytes)),
        ["base64"] = bytes => Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes)),
        ["base64url"] = bytes => Encoding.ASCII.GetBytes(Base64Url.EncodeToString(bytes)),
    };

    private static byte[] Secret
    {
        get
        {
            var payload = new byte[TokenPayload.Size];
            Assert.True(TokenFormat.TryDecode(Specimen.Token, payload, out _));
            return new TokenPayload(payload).Secret.ToArray();
        }
    }

    public void Dispose() => _store.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_secret_is_found_in_every_encoding_wherever_it_begins(string way, int before)
    {
        byte[] longer = [.. RandomNumberGenerator.GetBytes(3 + before), .. Secret, .. RandomNumberGenerator.GetBytes(5)];
        Write("rows.json", Encodings[way](longer));

        Assert.StartsWith("token's secret", (await SearchAsync()).Hits[0].Form.Name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("token")]
    [InlineData("token in UTF-16")]
    [InlineData("secret's digest")]
    [InlineData("token's payload")]
    public async Task Token_payload_and_digest_are_found(string form)
    {
        Write("a/b/rows", _forms.Secrets.First(candidate => candidate.Name == form).Bytes);

        Assert.Contains((await SearchAsync()).Hits, hit => hit.Form.Name == form && hit.Path.EndsWith("a/b/rows", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData((1024 * 1024) - 16)]
    [InlineData((1024 * 1024) - 1)]
    [InlineData(1024 * 1024)]
    [InlineData((2 * 1024 * 1024) - 31)]
    [InlineData((3 * 1024 * 1024) + 200)]
    public async Task It_is_found_across_the_pieces_that_a_file_is_read_in(int at)
    {
        var content = new byte[at + 500];
        Secret.CopyTo(content, at);
        Write("sessions.db", content);

        var result = await SearchAsync();

        Assert.Contains(result.Hits, hit => hit.Form.Name == "token's secret");
        Assert.Equal(content.Length, result.Bytes);
        Assert.Equal(1, result.Files);
    }

    [Fact]
    public async Task What_is_stored_rightly_is_not_found_and_the_handle_is()
    {
        Write("sessions.db", [.. Encoding.ASCII.GetBytes($"session/{Specimen.Id}"), .. SHA256.HashData(SHA256.HashData(Secret))]);

        var result = await SearchAsync();

        Assert.Equal("handle in hexadecimal", Assert.Single(result.Hits).Form.Name);
        Assert.Null(result.Problem);
    }

    [Fact]
    public async Task A_store_that_can_not_be_read_as_a_whole_was_not_searched()
    {
        var result = await StoreSearch.RunAsync(Path.Combine(_store.FullName, "none"), _forms.Secrets, TestContext.Current.CancellationToken);

        Assert.Contains("can't be searched as a whole", result.Problem, StringComparison.Ordinal);
    }

    private Task<StoreSearch.Result> SearchAsync() => StoreSearch.RunAsync(_store.FullName, [.. _forms.Secrets, .. _forms.Handle], TestContext.Current.CancellationToken);

    private void Write(string path, byte[] content)
    {
        var full = Path.Combine(_store.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
    }
}
