using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.AspNetCore.Authentication;
using SessionCluster.Client;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.AspNetCore;

/// <summary>What of a request is its client's declaration of itself.</summary>
[Rule("A3")]
public sealed class ClientContextTests
{
    private readonly ScriptedSessions _sessions = new() { Verdict = SessionVerdict.Accept(Sample.Facts(), Sample.Start) };

    [Fact]
    public async Task Nothing_is_declared_unless_the_service_says_so() => Assert.Null(await AskAsync(_ => { }, ("User-Agent", "browser"), ("X-Device", "d1")));

    [Fact]
    public async Task The_user_agent_and_the_device_are_what_the_headers_say()
    {
        (string, string)[] headers = [("User-Agent", "browser/1.0 (x; y)"), ("X-Device", "d1")];

        Assert.Equal(ClientContext.Of("browser/1.0 (x; y)", null), await AskAsync(options => options.ClientContext.UserAgent = true, headers));
        Assert.Equal(ClientContext.Of(null, "d1"), await AskAsync(options => options.ClientContext.DeviceHeader = "x-device", headers));
        Assert.Equal(ClientContext.Of("browser/1.0 (x; y)", "d1"), await AskAsync(options => (options.ClientContext.UserAgent, options.ClientContext.DeviceHeader) = (true, "X-Device"), headers));
    }

    [Fact]
    public async Task What_is_missing_is_declared_as_missing() =>
        Assert.Equal(ClientContext.Of(null, null), await AskAsync(options => (options.ClientContext.UserAgent, options.ClientContext.DeviceHeader) = (true, "X-Device")));

    [Theory]
    [InlineData("")]
    [InlineData("X Device")]
    [InlineData("X-Device:")]
    public void A_header_that_is_none_stops_the_first_request(string header)
    {
        var options = new SessionClusterOptions { Audience = "orders" };
        options.ClientContext.DeviceHeader = header;

        Assert.Contains("ClientContextOptions.DeviceHeader is", Assert.Throws<InvalidOperationException>(options.Validate).Message, StringComparison.Ordinal);
    }

    private async Task<ClientContext?> AskAsync(Action<SessionClusterOptions> configure, params (string, string)[] headers)
    {
        await using var api = await ProtectedApi.StartAsync(services => services.AddSingleton<ISessionClient>(_sessions), configure);
        Assert.Equal(200, (await api.SendAsync("GET", "/me", [("Authorization", "Bearer abc"), .. headers])).Status);
        return _sessions.Asked.Last().Context;
    }
}
