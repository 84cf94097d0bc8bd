using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Sessions;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Clients.Contract;

/// <summary>What a holder sees and ends (N13).</summary>
public abstract partial class SessionClientContract
{
    [Fact]
    [Rule("N13")]
    public async Task A_holder_sees_the_sessions_of_its_subject_and_ends_any_of_them()
    {
        var session = await EstablishAsync(Descriptor());
        var second = await EstablishAsync(Descriptor());
        var holder = new HolderDescriptor { Token = session.Token.Reveal(), Scheme = TokenScheme.Bearer };

        var page = Assert.IsType<OwnListResult.Page>(await client.ListOwnAsync(holder));
        Assert.Equal(session.Id, page.Current);
        Assert.Equal(new[] { session.Id.ToString(), second.Id.ToString() }.Order(StringComparer.Ordinal), page.Sessions.Select(info => info.Facts.Id.ToString()));
        Assert.All(page.Sessions, info => Assert.Equal((_subject, SessionStatus.Active, SessionClassName.Create("bearer")), (info.Facts.Subject, info.Status, info.Facts.Class)));
        Assert.Null(page.Next);

        Assert.IsType<OwnEndResult.Ended>(await client.EndOwnAsync(holder, second.Id));
        Assert.Equal("refused: Revoked", (await ValidateAsync(second)).ToString());
        Assert.Equal(session.Id, Assert.Single(Assert.IsType<OwnListResult.Page>(await client.ListOwnAsync(holder)).Sessions).Facts.Id);
        Assert.Equal(new RevocationOrder(RevocationReason.Logout, null, EndInitiator.Holder), (await InfoAsync(second.Id)).Order);

        Assert.IsType<OwnEndResult.Ended>(await client.EndOwnAsync(holder, session.Id));
        Assert.IsType<OwnListResult.Refused>(await client.ListOwnAsync(holder));
        Assert.IsType<OwnEndResult.Refused>(await client.EndOwnAsync(holder, session.Id));
    }

    [Fact]
    [Rule("N13")]
    public async Task Another_subjects_session_and_none_are_the_same_answer_and_nothing_ends()
    {
        var session = await EstablishAsync(Descriptor());
        var foreign = await EstablishAsync(Descriptor() with { Subject = SessionSamples.NewSubject() });
        var holder = new HolderDescriptor { Token = session.Token.Reveal(), Scheme = TokenScheme.Bearer };
        var missing = SessionId.Create(7, TimeProvider.System.GetUtcNow().AddHours(1), Guid.NewGuid().ToByteArray().AsSpan(0, SessionId.RandomSize));

        Assert.IsType<OwnEndResult.UnknownSession>(await client.EndOwnAsync(holder, foreign.Id));
        Assert.IsType<OwnEndResult.UnknownSession>(await client.EndOwnAsync(holder, missing));
        Assert.Equal("accepted", (await ValidateAsync(foreign)).ToString());
    }

    [Fact]
    [Rule("N13"), Rule("A1")]
    public async Task A_bound_holder_shows_its_key()
    {
        using var key = ProofKey.CreateEcdsa();
        using var thief = ProofKey.CreateEcdsa();
        var session = await EstablishBoundAsync(key);
        var token = session.Token.Reveal();
        var path = ClusterPaths.OwnSession(session.Id);

        Assert.IsType<OwnListResult.Refused>(await client.ListOwnAsync(new() { Token = token, Scheme = TokenScheme.Bearer }));
        Assert.IsType<OwnListResult.Refused>(await client.ListOwnAsync(Holder(thief, ClusterPaths.OwnSessions, "GET")));
        Assert.IsType<OwnEndResult.Refused>(await client.EndOwnAsync(Holder(thief, path, "DELETE"), session.Id));

        var holder = Holder(key, ClusterPaths.OwnSessions, "GET");
        Assert.IsType<OwnListResult.Page>(await client.ListOwnAsync(holder));
        Assert.IsType<OwnListResult.Refused>(await client.ListOwnAsync(holder));
        Assert.IsType<OwnEndResult.Ended>(await client.EndOwnAsync(Holder(key, path, "DELETE"), session.Id));
        Assert.Equal(SessionRefusal.Revoked, (await PresentAsync(session, key)).Refusal);

        HolderDescriptor Holder(ProofKey by, string to, string method) => new() { Token = token, Scheme = TokenScheme.DPoP, Possession = OwnProof(by, token, to, method) };
    }

    [Fact]
    [Rule("N11"), Rule("P-S4"), Rule("L10")]
    public async Task A_subject_is_revoked_but_for_the_session_that_somebody_shows_to_hold()
    {
        var kept = await EstablishAsync(Descriptor());
        var second = await EstablishAsync(Descriptor());
        var foreign = await EstablishAsync(Descriptor() with { Subject = SessionSamples.NewSubject() });

        Assert.Equal(SessionRefusal.Malformed, await KeepAsync("no token"));
        Assert.Equal(SessionRefusal.Unknown, await KeepAsync(foreign.Token.Reveal()));
        Assert.Equal("accepted", (await ValidateAsync(second)).ToString());

        var receipt = Assert.IsType<RevokeResult.Revoked>(await client.RevokeSubjectAsync(Keeping(kept.Token.Reveal()))).Receipt;

        Assert.Equal((_subject, 1), (receipt.Subject, receipt.SessionsEnded));
        Assert.Equal("accepted", (await ValidateAsync(kept)).ToString());
        Assert.Equal("refused: Revoked", (await ValidateAsync(second)).ToString());
        Assert.IsType<RevokeResult.Revoked>(await client.RevokeSubjectAsync(new(_subject, Order)));
        Assert.Equal("refused: Revoked", (await ValidateAsync(kept)).ToString());

        async Task<SessionRefusal> KeepAsync(string token) => Assert.IsType<RevokeResult.KeepRefused>(await client.RevokeSubjectAsync(Keeping(token))).Verdict.Refusal;
        RevokeSubjectDescriptor Keeping(string token) => new(_subject, Order) { Keep = new() { Token = token, Scheme = TokenScheme.Bearer } };
    }
}
