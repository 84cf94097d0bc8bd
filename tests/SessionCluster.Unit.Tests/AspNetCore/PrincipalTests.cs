using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.AspNetCore.Authentication;
using SessionCluster.Client.Sessions;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.AspNetCore;

/// <summary>Who a request is, what a token says of it, and what is said of a token.</summary>
public sealed class PrincipalTests : IAsyncLifetime
{
    private ProtectedApi _api = null!;

    public async ValueTask InitializeAsync() => _api = await ProtectedApi.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task The_claims_are_the_facts()
    {
        var session = await EstablishAsync(Sample.Attributes("plan", "gold"));

        var answer = await _api.GetAsync("/me", session.Token);

        Assert.Equal(
            [
                "sub=alice", $"sid={session.Id}", "class=interactive", "client_id=mobile-app", "scope=orders.read", "scope=orders.write", "amr=pwd", "amr=otp", "acr=aal2",
                string.Create(CultureInfo.InvariantCulture, $"auth_time={ProtectedApi.Start.ToUnixTimeSeconds()}"),
                string.Create(CultureInfo.InvariantCulture, $"exp={session.AbsoluteDeadline.ToUnixTimeSeconds()}"),
                "attributes.plan=gold",
            ],
            answer.Text.Split('\n'));
        Assert.Equal("alice SessionCluster interactive", (await _api.GetAsync("/name", session.Token)).Text);
    }

    [Fact]
    public async Task An_attribute_makes_no_claim_of_another_name()
    {
        Assert.True(SessionAttributes.TryCreate(new Dictionary<string, string> { ["sub"] = "root", ["scope"] = "orders.admin", ["acr"] = "aal3" }, out var attributes));

        var answer = await _api.GetAsync("/me", (await EstablishAsync(attributes)).Token);

        Assert.Equal(["sub=alice"], answer.Text.Split('\n').Where(line => line.StartsWith("sub=", StringComparison.Ordinal)));
        Assert.DoesNotContain("scope=orders.admin", answer.Text.Split('\n'));
        Assert.Contains("attributes.sub=root", answer.Text.Split('\n'));
    }

    [Fact]
    [Rule("N17")]
    public async Task Nothing_that_is_logged_holds_a_token()
    {
        var token = _api.Sessions.Issue("alice", "orders");
        var text = token.Reveal();
        await _api.GetAsync("/me", token);
        await _api.GetAsync("/read", token);
        _api.Sessions.Revoke(token);
        await _api.GetAsync("/me", token);
        await _api.GetAsync("/me", $"Bearer {text}", $"Bearer {text}");
        _api.Sessions.UnavailableReason = SessionCluster.Abstractions.Validation.UnavailableReason.Fence;
        await _api.GetAsync("/me", token);

        Assert.Contains(_api.Log.Lines, line => line.Contains("2101 A session was refused: revoked.", StringComparison.Ordinal));
        Assert.Contains(_api.Log.Lines, line => line.Contains("2102 A request could not be authenticated, and got 503: Fence.", StringComparison.Ordinal));
        Assert.All(_api.Log.Lines, line => Assert.DoesNotContain(text[8..^6], line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Claims_of_the_same_name_from_elsewhere_count_for_nothing()
    {
        using var services = Services();
        var authorization = services.GetRequiredService<IAuthorizationService>();
        var policy = new AuthorizationPolicyBuilder().RequireScope("orders.read").RequireAssurance(AssuranceLevel.Aal1).Build();
        var foreign = new ClaimsIdentity([new("scope", "orders.read"), new("acr", "aal3"), new("auth_time", "99999999999")], "Cookies");

        Assert.False((await authorization.AuthorizeAsync(new(foreign), policy)).Succeeded);
        Assert.True((await authorization.AuthorizeAsync(new([foreign, new SessionIdentity(Sample.Facts(), "SessionCluster")]), policy)).Succeeded);
        Assert.True((await authorization.AuthorizeAsync(new ClaimsPrincipal(new SessionIdentity(Sample.Facts(), "SessionCluster")).Clone(), policy)).Succeeded);
    }

    [Fact]
    public void What_no_requirement_can_mean_is_refused_when_it_is_written()
    {
        var policy = new AuthorizationPolicyBuilder();

        Assert.Throws<ArgumentException>(() => policy.RequireScope());
        Assert.Throws<ArgumentException>(() => policy.RequireScope(""));
        Assert.Throws<ArgumentException>(() => policy.RequireScope("orders\"read"));
        Assert.Throws<ArgumentException>(() => policy.RequireAssurance(AssuranceLevel.None));
        Assert.Throws<ArgumentException>(() => policy.RequireAssurance((AssuranceLevel)9));
        Assert.Throws<ArgumentException>(() => policy.RequireAssurance(AssuranceLevel.Aal2, TimeSpan.FromSeconds(-1)));
        Assert.Throws<ArgumentException>(() => policy.RequireAssurance(AssuranceLevel.Aal2, TimeSpan.FromSeconds(0.5)));
        Assert.Empty(policy.Requirements);
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("a b")]
    public void An_audience_that_is_none_stops_the_first_request(string audience) =>
        Assert.Contains("SessionClusterOptions.Audience is", Assert.Throws<InvalidOperationException>(new SessionClusterOptions { Audience = audience }.Validate).Message, StringComparison.Ordinal);

    private static ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(Sample.Start));
        services.AddAuthentication().AddSessionCluster(options => options.Audience = "orders");
        return services.BuildServiceProvider();
    }

    private async Task<EstablishResult.Established> EstablishAsync(SessionAttributes attributes) => Assert.IsType<EstablishResult.Established>(await _api.Sessions.EstablishAsync(new()
    {
        Subject = Sample.Subject,
        Class = SessionClassName.Create("interactive"),
        Audiences = ImmutableArray.Create(Audience.Create("orders")),
        Authentication = new(["pwd", "otp"], ProtectedApi.Start),
        EstablishedBy = ClientId.Create("login"),
        ClientId = ClientId.Create("mobile-app"),
        Scope = Sample.Scope("orders.write orders.read"),
        Attributes = attributes,
    }));
}
