using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Client;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Sessions;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Clients.Contract;

/// <summary>The subject has authenticated again.</summary>
public abstract partial class SessionClientContract
{
    /// <summary>Both calls, by name.</summary>
    private static readonly Dictionary<string, Func<ISessionClient, RenewalDescriptor, CancellationToken, Task<RenewalResult>>> Renewals = new()
    {
        [ClusterPaths.StepUp] = (client, descriptor, cancellation) => client.StepUpAsync(descriptor, cancellation),
        [ClusterPaths.Reauthenticate] = (client, descriptor, cancellation) => client.ReauthenticateAsync(descriptor, cancellation),
    };

    public static TheoryData<string> RenewalPaths => [.. Renewals.Keys];

    [Fact]
    [Rule("N7"), Rule("T6")]
    public async Task A_step_up_keeps_the_session_and_its_end_and_kills_the_token_before_at_once()
    {
        var session = await EstablishAsync(Descriptor());
        var at = Seconds(TimeProvider.System.GetUtcNow());

        var renewed = Renewed(await client.StepUpAsync(Renewal(session, new(["otp", "pwd"], at))));

        Assert.Equal((session.Id, Seconds(session.AbsoluteDeadline), session.IdleTimeout), (renewed.Id, Seconds(renewed.AbsoluteDeadline), renewed.IdleTimeout));
        var verdict = await ValidateAsync(renewed.Token.Reveal());
        Assert.Equal("accepted", verdict.ToString());
        Assert.Equal(["otp", "pwd"], verdict.Facts!.Methods);
        Assert.Equal((at, renewed.Assurance), (verdict.Facts.AuthenticatedAt, verdict.Facts.Assurance));
        Assert.Equal("refused: Superseded", (await ValidateAsync(session)).ToString());
        Assert.Equal(SessionRefusal.Superseded, Refusal(await RotateAsync(session.Token.Reveal(), Once)));
        Assert.Equal(SessionRefusal.Superseded, Denied(await client.StepUpAsync(Renewal(session))));

        // It may have been on its way: the session goes on.
        Assert.Equal("accepted", (await ValidateAsync(renewed.Token.Reveal())).ToString());
    }

    [Fact]
    [Rule("N7"), Rule("H6")]
    public async Task A_re_authentication_gives_a_successor_session_of_the_same_reach_and_ends_the_one_before()
    {
        Assert.True(ScopeSet.TryParse("orders.read", out var scope));
        var session = await EstablishAsync(Descriptor() with { Scope = scope, ClientId = ClientId.Create("mobile-app"), Device = DeviceId.Create("phone-1"), MaxUses = 7 });

        var renewed = Renewed(await client.ReauthenticateAsync(Renewal(session)));

        Assert.NotEqual(session.Id, renewed.Id);
        Assert.Equal("refused: Revoked", (await ValidateAsync(session)).ToString());
        Assert.Equal("accepted", (await ValidateAsync(renewed.Token.Reveal(), new() { Scope = scope })).ToString());
        var (before, after) = (await InfoAsync(session.Id), await InfoAsync(renewed.Id));
        Assert.Equal((SessionStatus.Revoked, SessionStatus.Active), (before.Status, after.Status));
        Assert.Equal((before.Facts.Subject, before.Facts.Class, before.Facts.ClientId, before.Device, 7), (after.Facts.Subject, after.Facts.Class, after.Facts.ClientId, after.Device, after.MaxUses));
        Assert.Equal(SessionRefusal.Revoked, Denied(await client.ReauthenticateAsync(Renewal(session))));
    }

    [Theory]
    [MemberData(nameof(RenewalPaths))]
    [Rule("D12"), Rule("A1")]
    public async Task A_bound_session_is_renewed_by_its_key_and_by_no_other(string path)
    {
        using var key = ProofKey.CreateEcdsa();
        using var thief = ProofKey.CreateEcdsa();
        var session = await EstablishBoundAsync(key);
        var token = session.Token.Reveal();

        Assert.Equal(SessionRefusal.WrongKey, Denied(await RenewAsync(path, session, OwnProof(thief, token, path))));
        Assert.Equal(SessionRefusal.ProofInvalid, Denied(await RenewAsync(path, session, PresentedPossession.None, TokenScheme.DPoP)));
        Assert.Equal(SessionRefusal.PossessionRequired, Denied(await RenewAsync(path, session, PresentedPossession.None)));
        Assert.True((await PresentAsync(session, key)).IsAccepted);

        var renewed = Renewed(await RenewAsync(path, session, OwnProof(key, token, path)));

        Assert.Equal(session.Confirmation, renewed.Confirmation);
        var next = renewed.Token.Reveal();
        Assert.True((await PresentAsync(next, new DpopHeader(key.CreateProof("GET", OrdersUri, next), "GET", OrdersUri))).IsAccepted);
        Assert.Equal(path == ClusterPaths.StepUp ? SessionRefusal.Superseded : SessionRefusal.Revoked, (await PresentAsync(session, key)).Refusal);
    }

    [Theory]
    [MemberData(nameof(RenewalPaths))]
    public async Task Another_subjects_session_no_token_and_one_that_is_over_are_denied(string path)
    {
        var session = await EstablishAsync(Descriptor());
        var over = await EstablishAsync(Descriptor());
        await client.RevokeAsync(new RevokeDescriptor.ById(over.Id, Order));

        Assert.Equal(SessionRefusal.Unknown, Denied(await Renewals[path](client, Renewal(session, subject: SessionSamples.NewSubject()), default)));
        Assert.Equal(SessionRefusal.Malformed, Denied(await Renewals[path](client, Renewal("no token"), default)));
        Assert.Equal(SessionRefusal.Revoked, Denied(await Renewals[path](client, Renewal(over), default)));
        Assert.Equal("accepted", (await ValidateAsync(session)).ToString());
    }

    [Theory]
    [MemberData(nameof(RenewalPaths))]
    [Rule("N7")]
    public async Task An_authentication_that_is_old_or_was_used_renews_nothing(string path)
    {
        var now = TimeProvider.System.GetUtcNow();
        var session = await EstablishAsync(Descriptor() with { Authentication = new(["pwd", "otp"], Seconds(now.AddSeconds(-60))) });

        Assert.Equal(EstablishRefusal.Reauthenticate, Refused(await Renewals[path](client, Renewal(session, new(["pwd", "otp"], Seconds(now.AddSeconds(-605)))), default)));
        Assert.Equal(EstablishRefusal.Reauthenticate, Refused(await Renewals[path](client, Renewal(session, new(["pwd", "otp"], Seconds(now.AddSeconds(-62)))), default)));
        Assert.Equal("accepted", (await ValidateAsync(session)).ToString());

        var once = new AuthenticationEvent(["pwd", "otp"], Seconds(now), "event-1");
        var renewed = Renewed(await Renewals[path](client, Renewal(session, once), default));
        Assert.Equal(EstablishRefusal.Conflict, Refused(await Renewals[path](client, Renewal(renewed.Token.Reveal(), once), default)));
        Assert.Equal("accepted", (await ValidateAsync(renewed.Token.Reveal())).ToString());
    }

    private static RenewalResult.Renewed Renewed(RenewalResult result) => result as RenewalResult.Renewed ?? throw new InvalidOperationException($"Not renewed: {result}");

    private static SessionRefusal Denied(RenewalResult result) => Assert.IsType<RenewalResult.Denied>(result).Verdict.Refusal;

    private static EstablishRefusal Refused(RenewalResult result)
    {
        var refused = Assert.IsType<RenewalResult.Refused>(result);
        Assert.NotEmpty(refused.Detail);
        return refused.Refusal;
    }

    private RenewalDescriptor Renewal(EstablishResult.Established session, AuthenticationEvent? authentication = null, SubjectId subject = default) => Renewal(session.Token.Reveal(), authentication, subject);

    private RenewalDescriptor Renewal(string token, AuthenticationEvent? authentication = null, SubjectId subject = default, TokenScheme scheme = TokenScheme.Bearer, PresentedPossession? possession = null) => new()
    {
        Token = token,
        Scheme = scheme,
        Possession = possession ?? PresentedPossession.None,
        Subject = subject.IsUnset ? _subject : subject,
        Authentication = authentication ?? new(["pwd", "otp"], Seconds(TimeProvider.System.GetUtcNow())),
        Caller = Self,
    };

    private Task<RenewalResult> RenewAsync(string path, EstablishResult.Established session, PresentedPossession possession, TokenScheme? scheme = null) =>
        Renewals[path](client, Renewal(session.Token.Reveal(), scheme: scheme ?? (possession.Proof is null ? TokenScheme.Bearer : TokenScheme.DPoP), possession: possession), default);

    private async Task<SessionInfo> InfoAsync(SessionId id) => Assert.IsType<InfoResult.Found>(await client.GetInfoAsync(id)).Info;
}
