using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Signals;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client;
using SessionCluster.Client.Http;
using SessionCluster.Client.Sessions;
using SessionCluster.Unit.Tests.Core.Sessions;
using SessionCluster.Unit.Tests.Tokens;

namespace SessionCluster.Unit.Tests.Client.Http;

/// <summary>Rotation, renewal, locks, signals and the holder's own view over HTTP: what is sent, how often, and what the answers are read as.</summary>
public sealed class LifeOverHttpTests : IDisposable
{
    private const string Successor = """{ "token": "sct_dev_y", "token_type": "Bearer", "sid": "0123456789abcdef0123456789abcdef", "exp": 1800003600, "expires_in": 3600, "idle_timeout": 600, "acr": "aal2", "rotate_after": 1800000900 }""";
    private const string Own = """{ "sessions": [], "next": "0123456789abcdef0123456789abcdef" }""";
    private const string Locks = """{ "locks": [{ "id": "00112233445566778899aabbccddeeff", "dimension": "device", "value": "phone-1", "until": 1800003600, "message": "lost", "reason": "admin", "initiated_by": "ops", "locked_at": 1800000000 }] }""";

    private static readonly ClientId Ops = ClientId.Create("ops");
    private static readonly RotationId Rotation = RotationId.FromBytes([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
    private static readonly HolderDescriptor Holder = new() { Token = Specimen.Token, Scheme = TokenScheme.Bearer };
    private static readonly AuthenticationEvent Authentication = new(["pwd", "otp"], Sample.Start, "event-1");

    private static readonly Dictionary<string, (Func<ISessionClient, Task<object>> Ask, string Call, string? Body, int Status, string Answer, bool Twice)> Calls = new()
    {
        ["rotate"] = (
            async client => await client.RotateAsync(new() { Token = Specimen.Token, Scheme = TokenScheme.Bearer, RotationId = Rotation }),
            "POST /sessions/rotate", $$"""{"token":"{{Specimen.Token}}","scheme":"Bearer","rotation_id":"0102030405060708090a0b0c0d0e0f10"}""", 200, Successor, true),
        ["step up"] = (async client => await client.StepUpAsync(Renewal), "POST /sessions/step-up", RenewalBody, 200, Successor, false),
        ["re-authenticate"] = (async client => await client.ReauthenticateAsync(Renewal), "POST /sessions/reauthenticate", RenewalBody, 201, Successor, false),
        ["keep"] = (
            async client => await client.RevokeSubjectAsync(new(Sample.Subject, HttpSamples.Order) { Keep = Holder }),
            "POST /subjects/alice/revoke", $$$"""{"reason":"admin","keep":{"token":"{{{Specimen.Token}}}","scheme":"Bearer"}}""", 200, HttpSamples.Receipt.ToJsonString(), false),
        ["list own"] = (async client => await client.ListOwnAsync(Holder, Specimen.Id), $"GET /me/sessions?after={Specimen.Handle}", null, 200, Own, false),
        ["end own"] = (async client => await client.EndOwnAsync(Holder, Specimen.Id), $"DELETE /me/sessions/{Specimen.Handle}", null, 204, "", false),
        ["signal by token"] = (
            async client => await client.SignalAsync(new SignalDescriptor.ByToken(Specimen.Token, SignalType.Leak, RiskLevel.High, Ops)),
            "POST /sessions/signal", $$"""{"token":"{{Specimen.Token}}","type":"leak","level":"high"}""", 202, "", false),
        ["signal by id"] = (
            async client => await client.SignalAsync(new SignalDescriptor.ById(Specimen.Id, SignalType.Risk, RiskLevel.Low, Ops)),
            "POST /sessions/signal", $$"""{"sid":"{{Specimen.Handle}}","type":"risk","level":"low"}""", 202, "", false),
        ["lock"] = (
            async client => await client.LockAsync(new(LockDimension.Device, "phone-1", HttpSamples.Order) { Until = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000).AddTicks(1), Message = "lost" }),
            "POST /locks", """{"dimension":"device","value":"phone-1","until":1800000001,"message":"lost","reason":"admin"}""", 201, """{"id":"00112233445566778899aabbccddeeff","effective_at":1800000001}""", false),
        ["lock to the end"] = (
            async client => await client.LockAsync(new(LockDimension.Device, "phone-1", HttpSamples.Order) { Until = DateTimeOffset.MaxValue }),
            "POST /locks", """{"dimension":"device","value":"phone-1","until":253402300799,"reason":"admin"}""", 201, """{"id":"00112233445566778899aabbccddeeff","effective_at":1800000001}""", false),
        ["lock all"] = (
            async client => await client.LockAsync(new(LockDimension.All, "", HttpSamples.Order)),
            "POST /locks", """{"dimension":"all","reason":"admin"}""", 201, """{"id":"00112233445566778899aabbccddeeff","effective_at":1800000001}""", false),
        ["unlock"] = (async client => await client.UnlockAsync(Sample.EventId, Ops), $"DELETE /locks/{Sample.EventId}", null, 204, "", true),
        ["list locks"] = (async client => await client.ListLocksAsync(), "GET /locks", null, 200, Locks, true),
        ["list more locks"] = (async client => await client.ListLocksAsync(Sample.EventId), $"GET /locks?after={Sample.EventId}", null, 200, Locks, true),
    };

    private readonly StubService _service = new();

    public static TheoryData<string> Names => [.. Calls.Keys];

    public static TheoryData<string> NamesWithBodies => [.. Calls.Where(call => call.Value.Answer.Length > 0).Select(call => call.Key)];

    private static RenewalDescriptor Renewal => new() { Token = Specimen.Token, Scheme = TokenScheme.Bearer, Subject = Sample.Subject, Authentication = Authentication, Caller = Ops };

    private static string RenewalBody => $$$"""{"token":"{{{Specimen.Token}}}","scheme":"Bearer","sub":"alice","authentication":{"amr":["pwd","otp"],"auth_time":{{{Sample.Start.ToUnixTimeSeconds()}}},"id":"event-1"}}""";

    public void Dispose() => _service.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    [Rule("N4")]
    public async Task What_is_sent_is_the_contract_and_its_answer_is_a_success(string name)
    {
        var (ask, call, body, status, answer, _) = Calls[name];
        _service.Answers(() => StubService.Of(status, answer));

        var result = await ask(_service.Sessions);

        Assert.DoesNotContain("Unavailable", result.GetType().Name, StringComparison.Ordinal);
        Assert.DoesNotContain("Refused", result.GetType().Name, StringComparison.Ordinal);
        Assert.Equal(call.Insert(call.IndexOf('/', StringComparison.Ordinal), "http://localhost:1/base"), _service.Requests[0].Call);
        Assert.Equal(body, _service.Requests[0].Body?.ToJsonString());
        Assert.StartsWith(name.EndsWith("own", StringComparison.Ordinal) ? "Bearer sct_" : "Basic ", _service.Requests[0].Authorization, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    [Rule("L21"), Rule("G6"), Rule("N17")]
    public async Task What_may_be_asked_twice_is_and_what_has_one_answer_is_not(string name)
    {
        _service.Answer = _ => throw new HttpRequestException(Specimen.Token);

        var asked = Calls[name].Ask(_service.Sessions);
        _service.Clock.Advance(SafeRepeat.Pause);
        var result = await asked;

        Assert.Equal("Unavailable", result.GetType().Name);
        Assert.Equal(Calls[name].Twice ? 2 : 1, _service.Requests.Count);
        Assert.All(_service.Log.Lines, line => Assert.DoesNotContain(Specimen.Token, line, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(NamesWithBodies))]
    [Rule("G6")]
    public async Task A_success_that_is_not_whole_is_in_doubt(string name)
    {
        foreach (var body in new[] { "", "null", "[]", "{}", "{", "<html></html>" })
        {
            _service.Answer = _ => Task.FromResult(StubService.Of(Calls[name].Status, body));

            Assert.Equal("Unavailable", (await Calls[name].Ask(_service.Sessions)).GetType().Name);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_client_that_is_set_up_wrongly_is_told(string name)
    {
        _service.Answer = _ => Task.FromResult(StubService.Problem(401, "invalid_client"));

        Assert.Equal(401, (await Assert.ThrowsAsync<SessionClusterHttpException>(() => Calls[name].Ask(_service.Sessions))).Status);
    }

    [Theory]
    [InlineData("superseded", SessionRefusal.Superseded, null)]
    [InlineData("wrong_key", SessionRefusal.WrongKey, null)]
    [InlineData("nonce_required", SessionRefusal.NonceRequired, "n-1")]
    [InlineData("idle", SessionRefusal.Idle, null)]
    public async Task A_refused_session_is_read_with_its_refusal_and_nonce(string code, SessionRefusal refusal, string? nonce)
    {
        _service.Answer = _ => Task.FromResult(Problem("session_refused", code));

        var rotated = Assert.IsType<RotateResult.Refused>(await Calls["rotate"].Ask(_service.Sessions)).Verdict;
        var steppedUp = Assert.IsType<RenewalResult.Denied>(await Calls["step up"].Ask(_service.Sessions)).Verdict;
        var reauthenticated = Assert.IsType<RenewalResult.Denied>(await Calls["re-authenticate"].Ask(_service.Sessions)).Verdict;
        _service.Answer = _ => Task.FromResult(Problem("keep_refused", code));
        var kept = Assert.IsType<RevokeResult.KeepRefused>(await Calls["keep"].Ask(_service.Sessions)).Verdict;

        Assert.All([rotated, steppedUp, reauthenticated, kept], verdict => Assert.Equal((refusal, nonce), (verdict.Refusal, verdict.Nonce)));
    }

    [Fact]
    [Rule("G6")]
    public async Task A_refusal_that_nobody_knows_refuses_nothing()
    {
        _service.Answer = _ => Task.FromResult(Problem("session_refused", "no_such"));

        Assert.IsType<RotateResult.Unavailable>(await Calls["rotate"].Ask(_service.Sessions));
        Assert.IsType<RenewalResult.Unavailable>(await Calls["step up"].Ask(_service.Sessions));
    }

    [Theory]
    [InlineData(422, "assurance", EstablishRefusal.Assurance)]
    [InlineData(422, "reauthenticate", EstablishRefusal.Reauthenticate)]
    [InlineData(409, "conflict", EstablishRefusal.Conflict)]
    [InlineData(422, "unknown_class", EstablishRefusal.UnknownClass)]
    public async Task An_authentication_that_does_not_suffice_has_an_establishments_code(int status, string code, EstablishRefusal refusal)
    {
        _service.Answer = _ => Task.FromResult(StubService.Problem(status, code));

        Assert.Equal(new RenewalResult.Refused(refusal, "What to do."), await Calls["step up"].Ask(_service.Sessions));
        Assert.Equal(new RenewalResult.Refused(refusal, "What to do."), await Calls["re-authenticate"].Ask(_service.Sessions));
    }

    [Fact]
    public async Task Answers_that_are_no_success_are_read_as_what_they_are()
    {
        _service.Answers(
            () => StubService.Problem(409, "conflict"),
            () => StubService.Problem(422, "lock_limit"),
            () => StubService.Problem(404, "not_found"),
            () => StubService.Problem(403, "forbidden"),
            () => StubService.Problem(404, "unknown_session"),
            () => StubService.Problem(401, "invalid_token"),
            () => StubService.Problem(401, "insufficient_user_authentication"));

        Assert.Equal(new RotateResult.Conflict("What to do."), await Calls["rotate"].Ask(_service.Sessions));
        Assert.IsType<LockResult.Full>(await Calls["lock"].Ask(_service.Sessions));
        Assert.IsType<UnlockResult.UnknownLock>(await Calls["unlock"].Ask(_service.Sessions));
        Assert.IsType<SignalResult.NotEntitled>(await Calls["signal by id"].Ask(_service.Sessions));
        Assert.IsType<OwnEndResult.UnknownSession>(await Calls["end own"].Ask(_service.Sessions));
        Assert.Equal(SessionRefusal.Unknown, Assert.IsType<OwnListResult.Refused>(await Calls["list own"].Ask(_service.Sessions)).Verdict.Refusal);
        Assert.Equal(SessionRefusal.Locked, Assert.IsType<OwnEndResult.Refused>(await Calls["end own"].Ask(_service.Sessions)).Verdict.Refusal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Rule("P-T3")]
    public async Task What_the_lost_first_sending_has_done_is_not_held_against_the_second(bool isLost)
    {
        _service.Answer = number => Task.FromResult(number == 0 && isLost ? StubService.Problem(503, "unavailable", "1") : Problem("session_refused", "proof_replayed"));
        var rotating = Calls["rotate"].Ask(_service.Sessions);
        _service.Clock.Advance(SafeRepeat.Pause);
        var rotated = await rotating;
        Assert.Equal(isLost, rotated is RotateResult.Unavailable);
        Assert.Equal(!isLost, rotated is RotateResult.Refused { Verdict.Refusal: SessionRefusal.ProofReplayed });

        var sent = _service.Requests.Count;
        _service.Answer = number => Task.FromResult(number == sent && isLost ? StubService.Problem(503, "unavailable", "1") : StubService.Problem(404, "not_found"));
        var unlocking = Calls["unlock"].Ask(_service.Sessions);
        _service.Clock.Advance(SafeRepeat.Pause);
        Assert.Equal(isLost ? typeof(UnlockResult.Unlocked) : typeof(UnlockResult.UnknownLock), (await unlocking).GetType());
    }

    [Fact]
    [Rule("N21")]
    public async Task A_leak_by_handle_and_what_is_no_token_ask_nobody()
    {
        using var atHome = new StubService();

        Assert.IsType<SignalResult.NotEntitled>(await atHome.Sessions.SignalAsync(new SignalDescriptor.ById(Specimen.Id, SignalType.Leak, RiskLevel.High, Ops)));
        Assert.Empty(atHome.Requests);
    }

    [Fact]
    public async Task On_whose_word_the_credentials_say()
    {
        var other = ClientId.Create("another");

        await Assert.ThrowsAsync<ArgumentException>(() => _service.Sessions.StepUpAsync(new() { Token = Specimen.Token, Scheme = TokenScheme.Bearer, Subject = Sample.Subject, Authentication = Authentication, Caller = other }));
        await Assert.ThrowsAsync<ArgumentException>(() => _service.Sessions.LockAsync(new(LockDimension.All, "", HttpSamples.Order with { Initiator = EndInitiator.By(other) })));
        await Assert.ThrowsAsync<ArgumentException>(() => _service.Sessions.UnlockAsync(Sample.EventId, other));
        await Assert.ThrowsAsync<ArgumentException>(() => _service.Sessions.SignalAsync(new SignalDescriptor.ById(Specimen.Id, SignalType.Risk, RiskLevel.High, other)));
        Assert.Empty(_service.Requests);
    }

    [Fact]
    public async Task A_lock_is_read_with_all_that_was_said_of_it()
    {
        _service.Answers(() => StubService.Of(200, Locks));

        var entry = Assert.Single(Assert.IsType<LockListResult.Page>(await _service.Sessions.ListLocksAsync()).Locks);

        Assert.Equal(new LockOrder(LockDimension.Device, "phone-1", HttpSamples.Order) { Until = DateTimeOffset.FromUnixTimeSeconds(1_800_003_600), Message = "lost" }, entry.Order);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000), entry.LockedAt);
    }

    private static HttpResponseMessage Problem(string code, string refusal) => StubService.Of(
        422, new JsonObject { ["status"] = 422, ["code"] = code, ["detail"] = "What to do.", ["refusal"] = refusal, ["end_client_status"] = 401, ["challenge"] = "Bearer", ["nonce"] = "n-1" }.ToJsonString());
}
