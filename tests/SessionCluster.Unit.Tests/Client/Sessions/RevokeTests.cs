using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Client.Sessions;
using SessionCluster.Unit.Tests.Core.Sessions;
using SessionCluster.Unit.Tests.Tokens;

namespace SessionCluster.Unit.Tests.Client.Sessions;

public sealed class RevokeTests
{
    private readonly ClientUnderTest _client = new();

    public RevokeTests() => _client.Cluster.Answer = ClientUnderTest.GoodAnswer;

    [Fact]
    [Rule("L11")]
    public async Task By_token_the_grain_must_find_that_the_secret_matches()
    {
        Assert.Equal(new RevokeResult.Revoked(ClientUnderTest.Receipt), await _client.Sessions.RevokeAsync(new RevokeDescriptor.ByToken(Specimen.Token, ClientUnderTest.Order)));

        AssertAsked(new() { Order = ClientUnderTest.Order, SecretDigest = SecretDigest.Of(Specimen.Secret) });
    }

    [Fact]
    [Rule("L11")]
    public async Task By_id_an_administrator_needs_nothing_else()
    {
        Assert.Equal(new RevokeResult.Revoked(ClientUnderTest.Receipt), await _client.Sessions.RevokeAsync(new RevokeDescriptor.ById(Specimen.Id, ClientUnderTest.Order)));

        AssertAsked(new() { Order = ClientUnderTest.Order });
    }

    [Fact]
    [Rule("L11")]
    public async Task By_id_an_establishing_client_ends_only_its_own()
    {
        var login = ClientId.Create("login");

        await _client.Sessions.RevokeAsync(new RevokeDescriptor.ByIdOfEstablisher(Specimen.Id, login, ClientUnderTest.Order));

        AssertAsked(new() { Order = ClientUnderTest.Order, OnlyIfEstablishedBy = login });
    }

    [Fact]
    [Rule("T4")]
    public async Task By_token_an_OAuth_client_ends_only_what_it_holds_or_established()
    {
        var portal = ClientId.Create("portal");

        await _client.Sessions.RevokeAsync(new RevokeDescriptor.ByTokenOfClient(Specimen.Token, portal, ClientUnderTest.Order));

        AssertAsked(new() { Order = ClientUnderTest.Order, SecretDigest = SecretDigest.Of(Specimen.Secret), OnlyIfOfClient = portal });
    }

    [Fact]
    [Rule("T4")]
    public async Task A_text_that_is_no_token_of_ours_asks_nobody()
    {
        Assert.Same(RevokeResult.UnknownSession.Instance, await _client.Sessions.RevokeAsync(new RevokeDescriptor.ByTokenOfClient("no token", ClientId.Create("portal"), ClientUnderTest.Order)));

        Assert.Empty(_client.Cluster.Calls);
    }

    [Fact]
    [Rule("N11"), Rule("L11")]
    public async Task A_subjects_grain_is_asked_to_end_all()
    {
        Assert.Equal(new RevokeResult.Revoked(ClientUnderTest.Receipt), await _client.Sessions.RevokeSubjectAsync(new(Sample.Subject, ClientUnderTest.Order)));

        Assert.Equal(Sample.Subject.Key.ToString(), _client.Cluster.Calls[0].Key);
        Assert.Equal(new RevokeSubjectCall { Subject = Sample.Subject, Order = ClientUnderTest.Order }, _client.Cluster.Single<RevokeSubjectCall>());
    }

    [Fact]
    public async Task A_session_that_is_not_there_is_unknown()
    {
        _client.Cluster.Answer = _ => RevokeOutcome.UnknownSession.Instance;

        Assert.Same(RevokeResult.UnknownSession.Instance, await _client.Sessions.RevokeAsync(new RevokeDescriptor.ById(Specimen.Id, ClientUnderTest.Order)));
        Assert.Same(RevokeResult.UnknownSession.Instance, await _client.Sessions.RevokeAsync(new RevokeDescriptor.ByToken(Specimen.Token, ClientUnderTest.Order)));
    }

    private void AssertAsked(RevokeCall expected)
    {
        Assert.Equal(Specimen.Handle, _client.Cluster.Calls[0].Key);
        Assert.Equal(expected, _client.Cluster.Single<RevokeCall>());
    }
}
