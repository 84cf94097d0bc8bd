using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Renewal;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Sessions;
using SessionCluster.Unit.Tests.Core.Sessions;
using SessionCluster.Unit.Tests.Tokens;

namespace SessionCluster.Unit.Tests.Client.Sessions;

/// <summary>A holder's own view through the edge: first somebody shows to hold a session, then its subject is asked for.</summary>
public sealed class OwnTests
{
    private static readonly SessionId Other = SessionId.Create(9, Specimen.Id.Deadline, new byte[SessionId.RandomSize]);

    private readonly ClientUnderTest _client = new();

    public OwnTests() => _client.Cluster.Answer = ClientUnderTest.GoodAnswer;

    [Fact]
    [Rule("N13")]
    public async Task A_list_is_of_the_subject_of_the_session_that_is_held()
    {
        var page = Assert.IsType<OwnListResult.Page>(await _client.Sessions.ListOwnAsync(ClientUnderTest.Holder, Other));

        Assert.Equal(ClientUnderTest.Accepted.Facts!.Id, page.Current);
        Assert.Equal([Specimen.Handle, Sample.Subject.Key.ToString()], _client.Cluster.Calls.Select(call => call.Key));
        var held = Assert.IsType<ProveCall>(_client.Cluster.Calls[0].Call).Held;
        Assert.Equal((Specimen.Id, SecretDigest.Of(Specimen.Secret), TokenScheme.Bearer), (held.Id, held.SecretDigest, held.Scheme));
        Assert.Equal(Other, Assert.IsType<ListCall>(_client.Cluster.Calls[1].Call).After);
    }

    [Fact]
    [Rule("N13")]
    public async Task An_ending_is_of_a_session_of_that_subject_only_and_the_holders_logout()
    {
        var ended = Assert.IsType<OwnEndResult.Ended>(await _client.Sessions.EndOwnAsync(ClientUnderTest.Holder, Other));

        Assert.Same(ClientUnderTest.Receipt, ended.Receipt);
        Assert.Equal([Specimen.Handle, Other.ToString()], _client.Cluster.Calls.Select(call => call.Key));
        Assert.Equal(
            new RevokeCall { Order = new(RevocationReason.Logout, null, EndInitiator.Holder), OnlyIfOfSubject = ClientUnderTest.Accepted.Facts!.Subject },
            _client.Cluster.Calls[1].Call);
    }

    [Fact]
    [Rule("N13")]
    public async Task Who_does_not_hold_a_session_is_told_why_and_nothing_else_is_asked()
    {
        foreach (var refusal in Enum.GetValues<SessionRefusal>().Where(refusal => refusal != SessionRefusal.None))
        {
            _client.Cluster.Answer = _ => SessionVerdict.Refuse(refusal);
            _client.Cluster.Calls.Clear();

            Assert.Equal(refusal, Assert.IsType<OwnListResult.Refused>(await _client.Sessions.ListOwnAsync(ClientUnderTest.Holder)).Verdict.Refusal);
            Assert.Equal(refusal, Assert.IsType<OwnEndResult.Refused>(await _client.Sessions.EndOwnAsync(ClientUnderTest.Holder, Other)).Verdict.Refusal);
            Assert.All(_client.Cluster.Calls, call => Assert.IsType<ProveCall>(call.Call));
        }

        _client.Cluster.Answer = _ => SessionVerdict.Challenge(SessionRefusal.NonceRequired, "n-1");
        Assert.Equal("n-1", Assert.IsType<OwnEndResult.Refused>(await _client.Sessions.EndOwnAsync(ClientUnderTest.Holder, Other)).Verdict.Nonce);
    }

    [Theory]
    [InlineData("noise", TokenScheme.Bearer, SessionRefusal.Malformed)]
    [InlineData(Specimen.Token, TokenScheme.DPoP, SessionRefusal.ProofInvalid)]
    public async Task What_is_no_token_and_what_lacks_its_proof_is_refused_without_a_call(string token, TokenScheme scheme, SessionRefusal refusal)
    {
        var holder = new HolderDescriptor { Token = token, Scheme = scheme };

        Assert.Equal(refusal, Assert.IsType<OwnListResult.Refused>(await _client.Sessions.ListOwnAsync(holder)).Verdict.Refusal);
        Assert.Equal(refusal, Assert.IsType<OwnEndResult.Refused>(await _client.Sessions.EndOwnAsync(holder, Other)).Verdict.Refusal);
        Assert.Equal(refusal, Assert.IsType<RevokeResult.KeepRefused>(await _client.Sessions.RevokeSubjectAsync(new(Sample.Subject, ClientUnderTest.Order) { Keep = holder })).Verdict.Refusal);
        Assert.Empty(_client.Cluster.Calls);
    }

    [Fact]
    [Rule("G6")]
    public async Task The_second_of_both_calls_keeps_its_own_doubt_and_is_asked_once_more_where_it_passes()
    {
        var listing = AskAsync(_client, client => client.ListOwnAsync(ClientUnderTest.Holder), UnavailableReason.Storage);
        Assert.Equal(new OwnListResult.Unavailable(UnavailableReason.Storage), await listing);
        Assert.Equal(2, _client.Cluster.Calls.Count);

        var another = new ClientUnderTest();
        var ending = AskAsync(another, client => client.EndOwnAsync(ClientUnderTest.Holder, Other), UnavailableReason.Quarantine);
        Assert.False(ending.IsCompleted);
        another.Clock.Advance(SafeRepeat.Pause);
        Assert.Equal(new OwnEndResult.Unavailable(UnavailableReason.Quarantine), await ending);
        Assert.Equal([typeof(ProveCall), typeof(RevokeCall), typeof(RevokeCall)], another.Cluster.Calls.Select(call => call.Call.GetType()));
    }

    [Fact]
    [Rule("N13")]
    public async Task A_session_of_another_subject_is_unknown()
    {
        _client.Cluster.Answer = call => call is ProveCall ? ClientUnderTest.Accepted : RevokeOutcome.UnknownSession.Instance;

        Assert.Same(OwnEndResult.UnknownSession.Instance, await _client.Sessions.EndOwnAsync(ClientUnderTest.Holder, Other));
    }

    [Fact]
    [Rule("P-S4")]
    public async Task A_session_that_is_kept_is_told_to_its_subject_and_one_that_is_not_held_revokes_nothing()
    {
        await ClientUnderTest.Operations["revoke others"](_client.Sessions, CancellationToken.None);
        Assert.Equal((Specimen.Id, SecretDigest.Of(Specimen.Secret)), (_client.Cluster.Single<RevokeSubjectCall>().Keep!.Id, _client.Cluster.Single<RevokeSubjectCall>().Keep!.SecretDigest));

        _client.Cluster.Answer = _ => new RevokeOutcome.KeepDenied(SessionVerdict.Refuse(SessionRefusal.WrongKey));
        Assert.Equal(SessionRefusal.WrongKey, Assert.IsType<RevokeResult.KeepRefused>(await ClientUnderTest.Operations["revoke others"](_client.Sessions, CancellationToken.None)).Verdict.Refusal);
        _client.Cluster.Answer = _ => new RevokeOutcome.KeepDenied(SessionVerdict.InDoubt(UnavailableReason.Fence));
        Assert.Equal(UnavailableReason.Fence, ClientUnderTest.Doubt(await ClientUnderTest.Operations["revoke others"](_client.Sessions, CancellationToken.None)));
    }

    private static Task<T> AskAsync<T>(ClientUnderTest client, Func<SessionClient, Task<T>> ask, UnavailableReason reason)
    {
        client.Cluster.Answer = call => call is ProveCall ? ClientUnderTest.Accepted : ClientUnderTest.DoubtfulAnswer(call, reason);
        return ask(client.Sessions);
    }
}
