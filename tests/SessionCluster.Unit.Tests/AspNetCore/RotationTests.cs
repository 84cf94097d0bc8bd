using System.Collections.Concurrent;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.AspNetCore.Authentication;
using SessionCluster.AspNetCore.Rotation;
using SessionCluster.Client.Sessions;
using SessionCluster.Client.Tokens;

namespace SessionCluster.Unit.Tests.AspNetCore;

/// <summary>A service that hands successors to its clients.</summary>
public sealed class RotationTests
{
    private static readonly TimeSpan Due = TimeSpan.FromMinutes(15);

    private readonly ConcurrentQueue<string> _delivered = new();

    [Fact]
    public async Task A_bearer_session_is_rotated_when_its_time_has_come_and_not_a_second_before()
    {
        await using var api = await StartAsync();
        var token = await EstablishAsync(api);

        api.Clock.Advance(Due - TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await api.GetAsync("/me", token)).Status);
        Assert.Empty(_delivered);

        api.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await api.GetAsync("/me", token)).Status);
        var successor = Assert.Single(_delivered);
        Assert.NotEqual(token.Reveal(), successor);
        Assert.Equal(200, (await api.GetAsync("/me", $"Bearer {successor}")).Status);
        Assert.Equal(200, (await api.GetAsync("/me", token)).Status);
        api.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(401, (await api.GetAsync("/me", token)).Status);
    }

    [Fact]
    public async Task Parallel_requests_of_one_token_rotate_once()
    {
        await using var api = await StartAsync();
        var token = await EstablishAsync(api);
        api.Clock.Advance(Due);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => api.GetAsync("/me", token)));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Single(_delivered);
    }

    [Fact]
    public async Task A_successor_that_is_not_presented_is_delivered_again_after_a_minute_and_is_the_same()
    {
        await using var api = await StartAsync();
        var token = await EstablishAsync(api);
        api.Clock.Advance(Due);

        await api.GetAsync("/me", token);
        api.Clock.Advance(RotationMemory.Again - TimeSpan.FromSeconds(1));
        await api.GetAsync("/me", token);
        Assert.Single(_delivered);
        api.Clock.Advance(TimeSpan.FromSeconds(1));
        await api.GetAsync("/me", token);

        Assert.Equal(2, _delivered.Count);
        Assert.Single(_delivered.Distinct());
    }

    [Fact]
    public async Task A_delivery_that_fails_fails_no_request_and_names_no_token()
    {
        await using var api = await StartAsync((_, token, _) => throw new InvalidOperationException(token.Reveal()));
        var token = await EstablishAsync(api);
        api.Clock.Advance(Due);

        Assert.Equal(200, (await api.GetAsync("/me", token)).Status);
        Assert.DoesNotContain(api.Log.Lines, line => line.Contains("sct_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_delegate_nothing_is_rotated()
    {
        await using var api = await ProtectedApi.StartAsync();
        var token = await EstablishAsync(api);
        api.Clock.Advance(Due);

        Assert.Equal(200, (await api.GetAsync("/me", token)).Status);
        Assert.Equal(0, (await api.Sessions.GetInfoAsync(SessionIdOf(token)) as InfoResult.Found)?.Info.Generation);
    }

    [Fact]
    public void The_memory_is_bounded()
    {
        var memory = new RotationMemory(TimeProvider.System);
        for (var token = 0; token < RotationMemory.Capacity + 100; token++)
        {
            Assert.True(memory.TryBegin($"token-{token}", out _));
        }

        Assert.Equal(RotationMemory.Capacity, memory.Count);
    }

    [Theory, Rule("H5")]
    [InlineData(true, 200)]
    [InlineData(false, 401)]
    public async Task An_endpoint_for_human_beings_refuses_what_is_none(bool isHuman, int status)
    {
        await using var api = await ProtectedApi.StartAsync();
        api.Sessions.Human = isHuman;

        var answer = await api.GetAsync("/human", await EstablishAsync(api));

        Assert.Equal(status, answer.Status);
        Assert.Equal(isHuman ? [] : ["Bearer error=\"insufficient_user_authentication\""], answer.Challenges);
    }

    private Task<ProtectedApi> StartAsync(Func<Microsoft.AspNetCore.Http.HttpContext, SessionToken, SessionFacts, Task>? deliver = null) =>
        ProtectedApi.StartAsync(configure: options => options.Rotation.Deliver = deliver ?? ((_, token, _) =>
        {
            _delivered.Enqueue(token.Reveal());
            return Task.CompletedTask;
        }));

    private static async Task<SessionToken> EstablishAsync(ProtectedApi api)
    {
        api.Sessions.RotateAfter = Due;
        var result = await api.Sessions.EstablishAsync(new()
        {
            Subject = SubjectId.TryCreate("alice", out var subject, out _) ? subject : default,
            Class = SessionClassName.Create("interactive"),
            Audiences = [Audience.Create("orders")],
            Authentication = new(["pwd", "otp"], api.Sessions.Now),
            EstablishedBy = ClientId.Create("login"),
        });
        return Assert.IsType<EstablishResult.Established>(result).Token;
    }

    private static SessionId SessionIdOf(SessionToken token)
    {
        Span<byte> payload = stackalloc byte[TokenPayload.Size];
        Assert.True(TokenFormat.TryDecode(token.Reveal(), payload, out _));
        return new TokenPayload(payload).Id;
    }
}
