using SessionCluster.Cluster.Tests.Http.Hosting;
using SessionCluster.Silo.Endpoints.Policy;

namespace SessionCluster.Cluster.Tests.Http.OAuth;

/// <summary><c>POST /oauth2/revoke</c> (RFC 7009).</summary>
[Collection(SharedHttpSilo.Name)]
[Rule("T4")]
public sealed class RevokeTokenTests(SharedHttpSilo shared)
{
    [Theory]
    [InlineData("")]
    [InlineData("&token_type_hint=access_token")]
    [InlineData("&token_type_hint=refresh_token")]
    [InlineData("&token_type_hint=no_such_type")]
    public async Task A_token_of_the_client_is_dead_at_once_whatever_the_hint(string hint)
    {
        var (token, id) = await shared.Silo.EstablishedAsync(caller: HttpCaller.Portal);

        var answer = await RevokeAsync($"token={token}{hint}", HttpCaller.Portal);

        Assert.Equal((200, string.Empty), (answer.Status, answer.Text));
        Assert.Equal("revoked", (await shared.Silo.ValidateAsync(token)).Member("refusal"));
        var info = await shared.Silo.CallAsync(EndpointPolicies.Info, HttpCaller.Operator, parameter: id);
        Assert.Equal(("logout", "portal"), (info.Member("reason"), info.Member("initiated_by")));
    }

    [Fact]
    public async Task A_token_that_the_client_holds_and_another_established_is_its_own()
    {
        var establishment = HttpSamples.Establishment(HttpSamples.NewSubject());
        establishment["client_id"] = "portal";
        var (token, _) = await shared.Silo.EstablishedAsync(establishment, HttpCaller.Login);

        await RevokeAsync($"token={token}", HttpCaller.Portal);

        Assert.False(await shared.Silo.IsActiveAsync(token));
    }

    [Fact]
    public async Task Another_clients_token_is_left_alone_and_nobody_is_told()
    {
        var (token, _) = await shared.Silo.EstablishedAsync(caller: HttpCaller.Login);

        var foreign = await RevokeAsync($"token={token}", HttpCaller.Portal);
        var unknown = await RevokeAsync("token=no+token", HttpCaller.Portal);

        Assert.Equal((200, string.Empty), (foreign.Status, foreign.Text));
        Assert.Equal((200, string.Empty), (unknown.Status, unknown.Text));
        Assert.Equal(unknown.Headers.Keys.Order(StringComparer.Ordinal), foreign.Headers.Keys.Order(StringComparer.Ordinal));
        Assert.True(await shared.Silo.IsActiveAsync(token));
    }

    [Fact]
    public async Task Revoking_again_is_the_same()
    {
        var (token, _) = await shared.Silo.EstablishedAsync(caller: HttpCaller.Portal);

        Assert.Equal(200, (await RevokeAsync($"token={token}", HttpCaller.Portal)).Status);
        Assert.Equal(200, (await RevokeAsync($"token={token}", HttpCaller.Portal)).Status);
    }

    [Fact]
    public async Task Who_may_not_revoke_does_not()
    {
        var (token, _) = await shared.Silo.EstablishedAsync(caller: HttpCaller.Login);

        var answer = await RevokeAsync($"token={token}", HttpCaller.Login);

        Assert.Equal((403, "unauthorized_client"), (answer.Status, answer.Member("error")));
        Assert.True(await shared.Silo.IsActiveAsync(token));
    }

    private Task<HttpAnswer> RevokeAsync(string form, HttpCaller caller) => shared.Silo.FormAsync(EndpointPolicies.RevokeToken, caller, form);
}
