using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Signals;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Sessions;
using SessionCluster.Client.Testing;

namespace SessionCluster.Unit.Tests.Client.Testing;

/// <summary>The client that API services test with, where it goes by time: the contract it shares with the others has no clock.</summary>
public sealed class FakeLifeTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly Audience Orders = Audience.Create("orders");
    private static readonly ClientId Login = ClientId.Create("login");
    private static readonly RotationId Once = RotationId.FromBytes([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);

    private readonly FakeSessionClient _client = new(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new(2026, 8, 1, 12, 0, 0, TimeSpan.Zero)));
    private readonly string _token;

    public FakeLifeTests() => _token = _client.Issue("alice", "orders").Reveal();

    private static SubjectId Alice => SubjectId.TryCreate("alice", out var subject, out _) ? subject : default;

    [Fact]
    [Rule("L7"), Rule("P-T2")]
    public async Task A_former_token_is_accepted_for_ten_seconds_from_the_confirmation_on_and_then_ends_the_family()
    {
        var successor = await RotateAsync(_token);
        _client.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("accepted", await ValidateAsync(successor));

        _client.Advance(10 * Second - TimeSpan.FromTicks(1));
        Assert.Equal("accepted", await ValidateAsync(_token));
        _client.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("refused: Superseded", await ValidateAsync(_token));
        Assert.Equal("refused: Revoked", await ValidateAsync(successor));
    }

    [Theory]
    [InlineData(9, "accepted")]
    [InlineData(10, "refused: Revoked")]
    [Rule("N7")]
    public async Task After_a_step_up_the_token_before_is_dead_at_once_and_evidence_after_the_grace(int seconds, string verdict)
    {
        var renewed = Assert.IsType<RenewalResult.Renewed>(await _client.StepUpAsync(Renewal()));

        _client.Advance(seconds * Second);

        Assert.Equal("refused: Superseded", await ValidateAsync(_token));
        Assert.Equal(verdict, await ValidateAsync(renewed.Token.Reveal()));
    }

    [Fact]
    [Rule("N8")]
    public async Task An_idle_session_is_reopened_by_a_step_up_and_by_nothing_else_and_not_past_its_end()
    {
        _client.Advance(_client.IdleTimeout);
        Assert.Equal("refused: Idle", await ValidateAsync(_token));
        Assert.Equal(SessionRefusal.Idle, Assert.IsType<RotateResult.Refused>(await _client.RotateAsync(Rotation(_token))).Verdict.Refusal);

        var reopened = Assert.IsType<RenewalResult.Renewed>(await _client.StepUpAsync(Renewal())).Token.Reveal();
        Assert.Equal("accepted", await ValidateAsync(reopened));

        _client.Advance(_client.AbsoluteLifetime);
        Assert.Equal(SessionRefusal.Expired, Assert.IsType<RenewalResult.Denied>(await _client.StepUpAsync(Renewal(reopened))).Verdict.Refusal);
    }

    [Fact]
    public async Task Each_token_asks_to_be_rotated_in_its_turn()
    {
        _client.RotateAfter = TimeSpan.FromMinutes(15);
        var token = _client.Issue("alice", "orders").Reveal();
        Assert.Equal(_client.Now + TimeSpan.FromMinutes(15), (await PresentAsync(token)).RotateAfter);

        _client.Advance(TimeSpan.FromMinutes(1));
        var successor = await RotateAsync(token);
        Assert.Equal(_client.Now + TimeSpan.FromMinutes(15), (await PresentAsync(successor)).RotateAfter);
    }

    [Fact]
    public async Task A_step_up_raises_to_the_level_that_a_test_says()
    {
        _client.Assurance = AssuranceLevel.Aal3;

        Assert.Equal(AssuranceLevel.Aal3, Assert.IsType<RenewalResult.Renewed>(await _client.StepUpAsync(Renewal())).Assurance);
        _client.Assurance = AssuranceLevel.Aal1;
        Assert.Equal(AssuranceLevel.Aal1, (await PresentAsync(_client.Issue("bob", "orders").Reveal())).Facts!.Assurance);
    }

    [Theory]
    [InlineData(59, "refused: Locked")]
    [InlineData(60, "accepted")]
    public async Task A_lock_ends_at_its_time(int seconds, string verdict)
    {
        var order = new RevocationOrder(RevocationReason.Admin, null, EndInitiator.By(Login));
        Assert.IsType<LockResult.Locked>(await _client.LockAsync(new(LockDimension.Client, "login", order) { Until = _client.Now + 60 * Second }));

        _client.Advance(seconds * Second);

        Assert.Equal(verdict, await ValidateAsync(_token));
        Assert.Equal(verdict == "accepted", Assert.IsType<LockListResult.Page>(await _client.ListLocksAsync()).Locks.IsEmpty);
    }

    [Fact]
    [Rule("G6")]
    public async Task When_it_is_away_every_call_is_in_doubt_and_consumes_nothing()
    {
        _client.UnavailableReason = UnavailableReason.Fence;
        var holder = new HolderDescriptor { Token = _token, Scheme = TokenScheme.Bearer };
        var unknown = _client.Issue("bob", "orders").Reveal();
        var order = new RevocationOrder(RevocationReason.Admin, null, EndInitiator.By(Login));

        Assert.Equal(new RotateResult.Unavailable(UnavailableReason.Fence), await _client.RotateAsync(Rotation(_token)));
        Assert.Equal(new RenewalResult.Unavailable(UnavailableReason.Fence), await _client.StepUpAsync(Renewal()));
        Assert.Equal(new RenewalResult.Unavailable(UnavailableReason.Fence), await _client.ReauthenticateAsync(Renewal()));
        Assert.Equal(new OwnListResult.Unavailable(UnavailableReason.Fence), await _client.ListOwnAsync(holder));
        Assert.Equal(new OwnEndResult.Unavailable(UnavailableReason.Fence), await _client.EndOwnAsync(holder, SessionOf(_token)));
        Assert.Equal(new EndResult.Unavailable(UnavailableReason.Fence), await _client.EndAsync(new() { Token = unknown, Scheme = TokenScheme.Bearer }));
        Assert.Equal(new SignalResult.Unavailable(UnavailableReason.Fence), await _client.SignalAsync(new SignalDescriptor.ByToken(_token, SignalType.Leak, RiskLevel.High, Login)));
        Assert.Equal(new LockResult.Unavailable(UnavailableReason.Fence), await _client.LockAsync(new(LockDimension.All, "", order)));
        Assert.Equal(new UnlockResult.Unavailable(UnavailableReason.Fence), await _client.UnlockAsync(EventId.FromBytes(new byte[EventId.Size]), Login));
        Assert.Equal(new LockListResult.Unavailable(UnavailableReason.Fence), await _client.ListLocksAsync());

        _client.UnavailableReason = null;
        Assert.Equal("accepted", await ValidateAsync(_token));
    }

    private static RotateDescriptor Rotation(string token) => new() { Token = token, Scheme = TokenScheme.Bearer, RotationId = Once };

    private static SessionId SessionOf(string token)
    {
        var payload = new byte[SessionCluster.Client.Tokens.TokenPayload.Size];
        Assert.True(SessionCluster.Client.Tokens.TokenFormat.TryDecode(token, payload, out _));
        return new SessionCluster.Client.Tokens.TokenPayload(payload).Id;
    }

    private RenewalDescriptor Renewal(string? token = null) => new()
    {
        Token = token ?? _token,
        Scheme = TokenScheme.Bearer,
        Subject = Alice,
        Authentication = new(["pwd", "otp"], _client.Now),
        Caller = Login,
    };

    private async Task<string> RotateAsync(string token) => Assert.IsType<RotateResult.Rotated>(await _client.RotateAsync(Rotation(token))).Token.Reveal();

    private async Task<SessionVerdict> PresentAsync(string token) => await _client.ValidateAsync(new() { Token = token, Audience = Orders });

    private async Task<string> ValidateAsync(string token) => (await PresentAsync(token)).ToString();
}
