using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.AspNetCore;

/// <summary>Header lines as they stand on the wire: an HTTP client would join those of one name.</summary>
public sealed class HeaderLineTests : IAsyncLifetime
{
    private readonly ScriptedSessions _sessions = new() { Verdict = SessionVerdict.Accept(Sample.Facts(), Sample.Start, "n-1") };
    private ProtectedApi _api = null!;

    public async ValueTask InitializeAsync() => _api = await ProtectedApi.StartAsync(services => services.AddSingleton<ISessionClient>(_sessions));

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Theory]
    [Rule("D3")]
    [InlineData("Authorization: DPoP a\r\nDPoP: x.y.z\r\nDPoP: x.y.z", 401, "DPoP error=\"invalid_dpop_proof\", algs=\"ES256 PS256 RS256\"")]
    [InlineData("Authorization: DPoP a\r\nDPoP: x.y.z\r\ndpop: ", 401, "DPoP error=\"invalid_dpop_proof\", algs=\"ES256 PS256 RS256\"")]
    [InlineData("Authorization: DPoP a\r\nAuthorization: Bearer a\r\nDPoP: x.y.z", 400, "Bearer error=\"invalid_request\"")]
    [InlineData("Authorization: Bearer a\r\nauthorization: Bearer a", 400, "Bearer error=\"invalid_request\"")]
    public async Task What_stands_twice_counts_for_nothing_and_nobody_is_asked(string headers, int status, string challenge)
    {
        var answer = await SendAsync(headers);

        Assert.StartsWith($"HTTP/1.1 {status} ", answer[0], StringComparison.Ordinal);
        Assert.Equal([$"WWW-Authenticate: {challenge}"], answer.Where(line => line.StartsWith("WWW-Authenticate:", StringComparison.Ordinal)));
        Assert.Empty(_sessions.Asked);
    }

    [Fact]
    [Rule("D10"), Rule("D11")]
    public async Task A_nonce_is_one_line()
    {
        var answer = await SendAsync("Authorization: DPoP a\r\nDPoP: x.y.z");

        Assert.StartsWith("HTTP/1.1 200 ", answer[0], StringComparison.Ordinal);
        Assert.Equal(["DPoP-Nonce: n-1"], answer.Where(line => line.StartsWith("DPoP-Nonce:", StringComparison.OrdinalIgnoreCase)));
        Assert.Contains("Cache-Control: no-store", answer);
    }

    [Fact]
    [Rule("T11")]
    public async Task Without_credentials_each_scheme_has_a_line_of_its_own() =>
        Assert.Equal(
            ["WWW-Authenticate: DPoP algs=\"ES256 PS256 RS256\"", "WWW-Authenticate: Bearer realm=\"orders\""],
            (await SendAsync("Accept: */*")).Where(line => line.StartsWith("WWW-Authenticate:", StringComparison.Ordinal)));

    private async Task<string[]> SendAsync(string headers)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(_api.Address.Host, _api.Address.Port, TestContext.Current.CancellationToken);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET /me HTTP/1.1\r\nHost: {_api.Address.Authority}\r\nConnection: close\r\n{headers}\r\n\r\n"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).Split("\r\n");
    }
}
