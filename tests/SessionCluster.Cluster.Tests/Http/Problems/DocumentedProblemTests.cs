using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Client;
using SessionCluster.Client.Sessions;
using SessionCluster.Cluster.Tests.Http.Bodies;
using SessionCluster.Cluster.Tests.Http.Hosting;
using SessionCluster.Grains.Events;
using SessionCluster.Grains.Janitor;
using SessionCluster.Silo.Endpoints.OpenApi;
using SessionCluster.Silo.Endpoints.Policy;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Storage;

namespace SessionCluster.Cluster.Tests.Http.Problems;

/// <summary>Every problem that the OpenAPI document lists for a call is one that the call gives, with that status. (That a call gives no other, every HTTP test checks.)</summary>
public sealed class DocumentedProblemTests : IAsyncLifetime
{
    private readonly ScriptedSessionClient _edge = new();
    private HttpTestSilo _silo = null!;

    public static TheoryData<string, string> Rows =>
        new(EndpointDescriptors.All.SelectMany(endpoint => endpoint.Codes.Where(code => !IsBeyondReach(endpoint.Policy, code)).Select(code => (endpoint.Policy.ToString(), code))));

    public async ValueTask InitializeAsync() => _silo = await HttpTestSilo.StartAsync(services => services
        .AddSingleton<ISessionClient>(_edge).AddSingleton<ISessionEventStore>(new BrokenEvents(_edge)).AddSingleton<IJanitorReports>(new BrokenJanitor(_edge)));

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    [Fact]
    public async Task Every_documented_problem_is_given()
    {
        foreach (var row in Rows.Select(row => row.Data))
        {
            var policy = EndpointPolicies.All.Single(policy => policy.ToString() == row.Item1);

            var answer = await ProvokeAsync(policy, row.Item2);

            answer.RequireProblem(ProblemStatuses.Of(row.Item2), row.Item2);
        }
    }

    [Theory]
    [InlineData(UnavailableReason.Fence, 503, "1")]
    [InlineData(UnavailableReason.Storage, 503, "1")]
    [InlineData(UnavailableReason.Timeout, 503, "1")]
    [InlineData(UnavailableReason.Quarantine, 503, "1")]
    [InlineData(UnavailableReason.Row, 503, "30")]
    [InlineData(UnavailableReason.ContainmentFull, 503, "30")]
    [InlineData(UnavailableReason.MissBudget, 429, "1")]
    public async Task Whatever_is_unavailable_says_when_to_ask_again(UnavailableReason reason, int status, string seconds)
    {
        _edge.Verdict = SessionVerdict.InDoubt(reason);

        var answer = await _silo.ValidateAsync("any");

        Assert.Equal(status, answer.Status);
        Assert.Equal(seconds, answer.Header("Retry-After"));
    }

    [Fact, Rule("N18")]
    public async Task A_fault_says_nothing_of_itself_in_Development_neither()
    {
        _edge.Fault = new InvalidOperationException("secret-of-the-fault");
        foreach (var sample in BodySample.All)
        {
            var answer = await _silo.CallAsync(sample.Policy, HttpCaller.All, sample.Good);

            answer.RequireProblem(500, "internal_error");
            Assert.DoesNotContain("secret-of-the-fault", answer.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("<html", answer.Text, StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>Faults of what others made: a scrape, a document, the membership (what fails in asking a silo is that silo's answer). A test can't make them fail without taking them out.</summary>
    private static bool IsBeyondReach(EndpointPolicy policy, string code) =>
        code == ProblemCodes.InternalError && (policy == EndpointPolicies.Metrics || policy == EndpointPolicies.Document || policy == EndpointPolicies.Cluster || policy == EndpointPolicies.Metadata);

    private Task<HttpAnswer> ProvokeAsync(EndpointPolicy policy, string code)
    {
        _edge.Fault = null;
        switch (code)
        {
            case ProblemCodes.InvalidClient or ProblemCodes.TokenRequired:
                return _silo.CallAsync(policy, null);
            case ProblemCodes.Forbidden:
                // A rotation is any client's; what is refused is to speak of a certificate, as its good body does.
                return _silo.CallAsync(policy, HttpCaller.Nobody, Good(policy));
            case ProblemCodes.UnsupportedParameter:
                return _silo.CallAsync(policy, policy.Admits == Admitted.Client ? HttpCaller.All : null, query: "?token=x");
            case ProblemCodes.Malformed:
                return TwoAuthorizationsAsync(policy);
            case ProblemCodes.TooLarge:
                return policy.IsOAuth ? _silo.FormAsync(policy, HttpCaller.All, new string('x', 20_000)) : _silo.CallAsync(policy, HttpCaller.All, new string(' ', 20_000));
            case ProblemCodes.UnsupportedMediaType:
                return _silo.CallAsync(policy, HttpCaller.All);
            case ProblemCodes.AudienceNotPermitted:
                return _silo.CallAsync(policy, HttpCaller.OrdersOnly, Good(policy)!.Replace("orders", "billing", StringComparison.Ordinal));
            case ProblemCodes.InternalError:
                _edge.Fault = new NotSupportedException();
                break;
            default:
                Script(code);
                break;
        }

        return policy.Admits == Admitted.Holder ? _silo.HoldAsync(policy, "DPoP x", "00000000000000000000000000000001")
            : policy.IsOAuth ? _silo.FormAsync(policy, HttpCaller.All, "token=x")
            : _silo.CallAsync(policy, HttpCaller.All, Good(policy), "00000000000000000000000000000001");
    }

    private void Script(string code)
    {
        var reason = code == ProblemCodes.RateLimited ? UnavailableReason.MissBudget : UnavailableReason.Storage;
        _edge.Verdict = SessionVerdict.InDoubt(reason);
        ScriptRenewals(code, reason);
        _edge.End = Enum.GetValues<SessionRefusal>().Skip(1).FirstOrDefault(refusal => Challenges.ErrorOf(refusal) == code) is var denied and not SessionRefusal.None
            ? new EndResult.Refused(code == ProblemCodes.UseDpopNonce ? SessionVerdict.Challenge(denied, "a-nonce") : SessionVerdict.Refuse(denied))
            : new EndResult.Unavailable(reason);
        var held = (_edge.End as EndResult.Refused)?.Verdict;
        _edge.Own = held is null ? new OwnListResult.Unavailable(reason) : new OwnListResult.Refused(held);
        _edge.OwnEnd = held is not null ? new OwnEndResult.Refused(held) : code == ProblemCodes.UnknownSession ? OwnEndResult.UnknownSession.Instance : new OwnEndResult.Unavailable(reason);
        _edge.List = new ListResult.Unavailable(reason);
        _edge.Revocation = code == ProblemCodes.KeepRefused ? new RevokeResult.KeepRefused(SessionVerdict.Refuse(SessionRefusal.Idle)) : code == ProblemCodes.UnknownSession ? RevokeResult.UnknownSession.Instance : new RevokeResult.Unavailable(reason);
        _edge.Info = code == ProblemCodes.UnknownSession ? InfoResult.UnknownSession.Instance : new InfoResult.Unavailable(reason);
        var refusal = Enum.GetValues<EstablishRefusal>().FirstOrDefault(refusal => ProblemCodes.Of(refusal) == code);
        _edge.Establishment = refusal == default ? new EstablishResult.Unavailable(reason) : new EstablishResult.Refused(refusal, "A sentence.");
    }

    private void ScriptRenewals(string code, UnavailableReason reason)
    {
        var refused = SessionVerdict.Refuse(SessionRefusal.Idle);
        _edge.Rotation = code switch
        {
            ProblemCodes.SessionRefused => new RotateResult.Refused(refused),
            ProblemCodes.Conflict => new RotateResult.Conflict("A sentence."),
            _ => new RotateResult.Unavailable(reason),
        };
        _edge.Renewal = code == ProblemCodes.SessionRefused ? new RenewalResult.Denied(refused)
            : ProblemCodes.TryParse(code, out var refusal) ? new RenewalResult.Refused(refusal, "A sentence.") : new RenewalResult.Unavailable(reason);
        _edge.Signal = new SignalResult.Unavailable(reason);
        _edge.Lock = code == ProblemCodes.LockLimit ? LockResult.Full.Instance : new LockResult.Unavailable(reason);
        _edge.Locks = new LockListResult.Unavailable(reason);
        _edge.Unlock = code == ProblemCodes.NotFound ? UnlockResult.UnknownLock.Instance : new UnlockResult.Unavailable(reason);
    }

    private async Task<HttpAnswer> TwoAuthorizationsAsync(EndpointPolicy policy)
    {
        var answer = await RawConnection.SendAsync(_silo.Address, $"{policy.Method} {HttpTestSilo.PathOf(policy, "x")} HTTP/1.1", "", "Authorization: a", "Authorization: b");
        answer.RequireCommon();
        answer.RequireDocumented(policy);
        return answer;
    }

    /// <summary>Fails as the edge does where a test says so, and has no answer otherwise.</summary>
    private sealed class BrokenEvents(ScriptedSessionClient edge) : ISessionEventStore
    {
        public Task AppendAsync(ImmutableArray<SessionEvent> events, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<EventPage?> QueryAsync(EventQuery query, CancellationToken cancellationToken) => throw edge.Fault ?? new StorageFaultException("The test's store has no answer.");

        public Task<int> DeleteBeforeAsync(DateTimeOffset before, int atMost, CancellationToken cancellationToken) => Task.FromResult(0);
    }

    /// <summary>Fails as the edge does where a test says so, and can't be reached otherwise.</summary>
    private sealed class BrokenJanitor(ScriptedSessionClient edge) : IJanitorReports
    {
        public Task<JanitorReport?> ReadAsync() => edge.Fault is { } fault ? throw fault : Task.FromResult<JanitorReport?>(null);
    }

    private static string? Good(EndpointPolicy policy) => BodySample.All.SingleOrDefault(sample => sample.Policy == policy)?.Good;
}
