using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client;
using SessionCluster.Client.Sessions;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Clients.Contract;

/// <summary>What every <see cref="ISessionClient"/> does, whatever carries it: an API service may change its transport, and may trust what it tested against.</summary>
public abstract partial class SessionClientContract(ISessionClient client, string address = "https://sessions.example.com")
{
    private static readonly ClientId Self = ClientId.Create("all");
    private static readonly Audience Orders = Audience.Create("orders");
    private static readonly string[] Subjects = ["a/b", "100%", "%2F", "ä€😀", "a b+c", "x?y#z", "a\\b", "...", ";=&"];
    private static readonly RevocationOrder Order = new(RevocationReason.Other, "a laptop was lost", EndInitiator.By(Self));

    private readonly SubjectId _subject = SessionSamples.NewSubject();

    [Fact]
    public async Task An_acceptance_has_every_fact()
    {
        var authenticatedAt = Seconds(TimeProvider.System.GetUtcNow().AddSeconds(-3));
        Assert.True(SessionAttributes.TryCreate(new Dictionary<string, string> { ["plan"] = "gold", ["näme"] = "\"<&> 😀" }, out var attributes));
        Assert.True(ScopeSet.TryParse("orders.write orders.read", out var scope));
        var session = await EstablishAsync(Descriptor() with
        {
            Authentication = new(["pwd", "otp"], authenticatedAt),
            ClientId = ClientId.Create("mobile-app"),
            Attributes = attributes,
            Scope = scope,
        });

        var verdict = await ValidateAsync(session);

        Assert.True(verdict.IsAccepted, verdict.ToString());
        var facts = verdict.Facts;
        Assert.Equal((session.Id, _subject, SessionClassName.Create("bearer"), ClientId.Create("mobile-app")), (facts.Id, facts.Subject, facts.Class, facts.ClientId));
        Assert.Equal(scope, facts.Scope);
        Assert.Equal([Orders], facts.Audiences);
        Assert.Equal((AssuranceLevel.Aal2, AssuranceLevel.Aal2), (facts.Assurance, session.Assurance));
        Assert.Equal(["pwd", "otp"], facts.Methods);
        Assert.True(facts.Human);
        Assert.Equal(attributes.Values, facts.Attributes.Values);
        Assert.Equal(authenticatedAt, facts.AuthenticatedAt);
        Assert.Equal(Seconds(session.AbsoluteDeadline), Seconds(facts.AbsoluteDeadline));
        Assert.Equal(session.IdleTimeout, facts.IdleTimeout);
        Assert.InRange(facts.IssuedAt, authenticatedAt, TimeProvider.System.GetUtcNow());
        Assert.InRange(verdict.IdleDeadline, facts.IssuedAt + facts.IdleTimeout - TimeSpan.FromSeconds(1), facts.AbsoluteDeadline);
    }

    [Theory]
    [InlineData("", SessionRefusal.Malformed)]
    [InlineData("no token", SessionRefusal.Malformed)]
    [InlineData("sct_dev_1SC1v6YHzlL098zxWmB4TFYW52llyExTd47GvyGhXgqwfCThPepfJ9gFaAhmgDyVEd0A0XFkxe6Ln2pchwi", SessionRefusal.Malformed)]
    [InlineData("\ud800", SessionRefusal.Malformed)]
    public async Task What_is_no_token_is_refused(string text, SessionRefusal refusal)
    {
        Assert.Equal(refusal, (await ValidateAsync(text)).Refusal);
        Assert.IsType<RevokeResult.UnknownSession>(await client.RevokeAsync(new RevokeDescriptor.ByToken(text, Order)));
    }

    [Fact]
    public async Task A_text_that_is_longer_than_any_token_is_malformed() => Assert.Equal(SessionRefusal.Malformed, (await ValidateAsync(new string('x', 5_000))).Refusal);

    [Fact]
    public async Task What_an_endpoint_requires_is_refused_when_it_is_not_there()
    {
        Assert.True(ScopeSet.TryParse("orders.read", out var scope));
        Assert.True(ScopeSet.TryParse("orders.write", out var more));
        var session = await EstablishAsync(Descriptor() with { Scope = scope, Authentication = new(["pwd", "otp"], Seconds(TimeProvider.System.GetUtcNow().AddSeconds(-30))) });

        Assert.Equal("refused: Audience", (await ValidateAsync(session, audience: "billing")).ToString());
        Assert.Equal("refused: Scope", (await ValidateAsync(session, new() { Scope = more })).ToString());
        Assert.Equal("refused: Assurance", (await ValidateAsync(session, new() { Assurance = AssuranceLevel.Aal3 })).ToString());
        Assert.Equal("refused: Assurance", (await ValidateAsync(session, new() { MaxAuthenticationAge = TimeSpan.FromSeconds(20) })).ToString());
        Assert.Equal("accepted", (await ValidateAsync(session, new() { Scope = scope, Assurance = AssuranceLevel.Aal2, MaxAuthenticationAge = TimeSpan.FromSeconds(600) })).ToString());
    }

    [Fact]
    [Rule("G1")]
    public async Task A_revoked_session_is_refused_and_revoking_it_again_gives_the_same_receipt()
    {
        var session = await EstablishAsync(Descriptor());

        var first = Assert.IsType<RevokeResult.Revoked>(await client.RevokeAsync(new RevokeDescriptor.ByToken(session.Token.Reveal(), Order))).Receipt;

        Assert.Equal("refused: Revoked", (await ValidateAsync(session)).ToString());
        Assert.Equal((session.Id, 1), (first.Id, first.SessionsEnded));
        Assert.True(first.Subject.IsUnset);
        Assert.InRange(first.EffectiveAt - first.RevokedAt, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Equal(first, Assert.IsType<RevokeResult.Revoked>(await client.RevokeAsync(new RevokeDescriptor.ById(session.Id, Order))).Receipt);
    }

    [Fact]
    [Rule("A7")]
    public async Task A_revoked_subject_has_no_session_left_and_others_keep_theirs()
    {
        var first = await EstablishAsync(Descriptor());
        var second = await EstablishAsync(Descriptor());
        var other = await EstablishAsync(Descriptor() with { Subject = SessionSamples.NewSubject() });

        var receipt = Assert.IsType<RevokeResult.Revoked>(await client.RevokeSubjectAsync(new(_subject, Order))).Receipt;

        Assert.Equal((_subject, 2), (receipt.Subject, receipt.SessionsEnded));
        Assert.True(receipt.Id.IsUnset);
        Assert.Equal(("refused: Revoked", "refused: Revoked", "accepted"), ((await ValidateAsync(first)).ToString(), (await ValidateAsync(second)).ToString(), (await ValidateAsync(other)).ToString()));
        Assert.Equal(EstablishRefusal.Reauthenticate, Assert.IsType<EstablishResult.Refused>(await client.EstablishAsync(Descriptor())).Refusal);
    }

    [Fact]
    public async Task A_subject_is_any_text()
    {
        foreach (var text in Subjects)
        {
            Assert.True(SubjectId.TryCreate($"{text}{_subject.Value}", out var subject, out _));
            var session = await EstablishAsync(Descriptor() with { Subject = subject });

            Assert.Equal(session.Id, Assert.Single(Assert.IsType<ListResult.Page>(await client.ListAsync(subject)).Sessions).Facts.Id);
            Assert.Equal(subject, Assert.IsType<RevokeResult.Revoked>(await client.RevokeSubjectAsync(new(subject, Order))).Receipt.Subject);
        }
    }

    [Fact]
    public async Task Information_says_where_a_session_is_in_its_life()
    {
        var session = await EstablishAsync(Descriptor() with { MaxUses = 3 });
        Assert.True((await ValidateAsync(session)).IsAccepted);

        var live = Assert.IsType<InfoResult.Found>(await client.GetInfoAsync(session.Id)).Info;
        Assert.Equal((session.Id, SessionStatus.Active, Self, 3, 2), (live.Facts.Id, live.Status, live.EstablishedBy, live.MaxUses, live.UsesLeft));
        Assert.Null(live.Receipt);
        Assert.Null(live.Order);

        var receipt = Assert.IsType<RevokeResult.Revoked>(await client.RevokeAsync(new RevokeDescriptor.ById(session.Id, Order))).Receipt;
        var ended = Assert.IsType<InfoResult.Found>(await client.GetInfoAsync(session.Id)).Info;
        Assert.Equal((SessionStatus.Revoked, receipt, Order), (ended.Status, ended.Receipt, ended.Order));
    }

    [Fact]
    public async Task What_does_not_exist_is_unknown()
    {
        var id = SessionId.Create(7, TimeProvider.System.GetUtcNow().AddHours(1), Guid.NewGuid().ToByteArray().AsSpan(0, SessionId.RandomSize));

        Assert.IsType<InfoResult.UnknownSession>(await client.GetInfoAsync(id));
        Assert.IsType<RevokeResult.UnknownSession>(await client.RevokeAsync(new RevokeDescriptor.ById(id, Order)));
        Assert.Empty(Assert.IsType<ListResult.Page>(await client.ListAsync(_subject)).Sessions);
    }

    [Fact]
    public async Task A_list_is_paged_in_the_order_of_the_ids_and_has_live_sessions_only()
    {
        var sessions = await Task.WhenAll(Enumerable.Range(0, ListCall.PageSize + 2).Select(_ => EstablishAsync(Descriptor())));
        Assert.IsType<RevokeResult.Revoked>(await client.RevokeAsync(new RevokeDescriptor.ById(sessions[0].Id, Order)));

        var ids = new List<SessionId>();
        SessionId? next = default(SessionId);
        while (next is { } after)
        {
            var page = Assert.IsType<ListResult.Page>(await client.ListAsync(_subject, after));
            ids.AddRange(page.Sessions.Select(info => info.Facts.Id));
            next = page.Next;
        }

        Assert.Equal(sessions.Skip(1).Select(session => session.Id.ToString()).Order(StringComparer.Ordinal), ids.Select(id => id.ToString()));
    }

    [Fact]
    [Rule("G5")]
    public async Task A_use_limit_is_never_exceeded()
    {
        var session = await EstablishAsync(Descriptor() with { MaxUses = 5 });

        var verdicts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ValidateAsync(session)));

        Assert.Equal(5, verdicts.Count(verdict => verdict.IsAccepted));
        Assert.All(verdicts.Where(verdict => !verdict.IsAccepted), verdict => Assert.Equal(SessionRefusal.UsesExhausted, verdict.Refusal));
    }

    [Fact]
    public async Task An_authentication_that_is_old_or_was_used_admits_nothing()
    {
        var now = TimeProvider.System.GetUtcNow();
        var old = await client.EstablishAsync(Descriptor() with { Authentication = new(["pwd", "otp"], Seconds(now.AddSeconds(-605))) });
        Assert.Equal(EstablishRefusal.Reauthenticate, Assert.IsType<EstablishResult.Refused>(old).Refusal);

        var once = Descriptor() with { Authentication = new(["pwd", "otp"], Seconds(now), "event-1") };
        await EstablishAsync(once);
        var refused = Assert.IsType<EstablishResult.Refused>(await client.EstablishAsync(once));
        Assert.Equal(EstablishRefusal.Conflict, refused.Refusal);
        Assert.NotEmpty(refused.Detail);
    }

    [Fact]
    public async Task Mistakes_and_cancellations_are_exceptions()
    {
        var session = await EstablishAsync(Descriptor());
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.EstablishAsync(Descriptor() with { Subject = default }));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await client.ValidateAsync(new() { Token = session.Token.Reveal(), Audience = default }));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.RevokeAsync(new RevokeDescriptor.ById(default, Order)));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.RevokeAsync(new RevokeDescriptor.ById(session.Id, Order with { Detail = null })));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.RevokeSubjectAsync(new(default, Order)));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.GetInfoAsync(default));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.ListAsync(default));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await client.ValidateAsync(new() { Token = session.Token.Reveal(), Audience = Orders }, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.RevokeSubjectAsync(new(_subject, Order), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetInfoAsync(session.Id, cancelled));
        Assert.Equal("accepted", (await ValidateAsync(session)).ToString());
    }

    private EstablishDescriptor Descriptor() => new()
    {
        Subject = _subject,
        Class = SessionClassName.Create("bearer"),
        Audiences = [Orders],
        Authentication = new(["pwd", "otp"], Seconds(TimeProvider.System.GetUtcNow())),
        EstablishedBy = Self,
    };

    private async Task<EstablishResult.Established> EstablishAsync(EstablishDescriptor descriptor) =>
        await client.EstablishAsync(descriptor) is var result && result is EstablishResult.Established established ? established : throw new InvalidOperationException($"Not established: {result}");

    private Task<SessionVerdict> ValidateAsync(EstablishResult.Established session, ValidationRequirements? requirements = null, string audience = "orders") => ValidateAsync(session.Token.Reveal(), requirements, audience);

    private async Task<SessionVerdict> ValidateAsync(string token, ValidationRequirements? requirements = null, string audience = "orders") =>
        await client.ValidateAsync(new() { Token = token, Audience = Audience.Create(audience), Requirements = requirements ?? ValidationRequirements.None });

    private static DateTimeOffset Seconds(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());
}
