using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Sessions;

namespace SessionCluster.Cluster.Tests.Clients.Contract;

/// <summary>A token and its successor.</summary>
public abstract partial class SessionClientContract
{
    private static readonly RotationId Once = RotationId.FromBytes([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);

    [Fact]
    [Rule("P-T2"), Rule("P-T3"), Rule("L8")]
    public async Task A_rotation_gives_one_successor_however_often_it_is_repeated()
    {
        var session = await EstablishAsync(Descriptor());
        var token = session.Token.Reveal();

        var first = Rotated(await RotateAsync(token, Once));
        Assert.Equal((session.Id, session.IdleTimeout, session.Assurance), (first.Id, first.IdleTimeout, first.Assurance));
        Assert.Equal(Seconds(session.AbsoluteDeadline), Seconds(first.AbsoluteDeadline));
        Assert.Null(first.Confirmation);
        Assert.NotEqual(token, first.Token.Reveal());
        Assert.Equal(first.Token.Reveal(), Rotated(await RotateAsync(token, Once)).Token.Reveal());
        Assert.Equal("accepted", (await ValidateAsync(token)).ToString());

        // Presented, it is current; the one before is in its grace, and its holder's retry still gets the same.
        Assert.Equal("accepted", (await ValidateAsync(first.Token.Reveal())).ToString());
        Assert.Equal("accepted", (await ValidateAsync(token)).ToString());
        Assert.Equal(first.Token.Reveal(), Rotated(await RotateAsync(token, Once)).Token.Reveal());
        Assert.Equal(SessionRefusal.Superseded, Assert.IsType<RotateResult.Refused>(await RotateAsync(token, RotationOf(2))).Verdict.Refusal);
        Assert.Equal("accepted", (await ValidateAsync(first.Token.Reveal())).ToString());
        Assert.Equal(1, Assert.IsType<InfoResult.Found>(await client.GetInfoAsync(session.Id)).Info.Generation);
    }

    [Fact]
    [Rule("P-T2")]
    public async Task A_successor_that_is_rotated_itself_is_current_from_then_on()
    {
        var session = await EstablishAsync(Descriptor());
        var second = Rotated(await RotateAsync(session.Token.Reveal(), Once)).Token.Reveal();

        var third = Rotated(await RotateAsync(second, Once)).Token.Reveal();

        Assert.Distinct([session.Token.Reveal(), second, third]);
        Assert.Equal(1, Assert.IsType<InfoResult.Found>(await client.GetInfoAsync(session.Id)).Info.Generation);
        Assert.Equal("accepted", (await ValidateAsync(third)).ToString());
        Assert.Equal(2, Assert.IsType<InfoResult.Found>(await client.GetInfoAsync(session.Id)).Info.Generation);
    }

    [Fact]
    [Rule("P-T4"), Rule("A6")]
    public async Task Four_rotations_wait_at_most_one_of_them_wins_and_a_loser_shows_a_thief()
    {
        var session = await EstablishAsync(Descriptor());
        var token = session.Token.Reveal();
        var candidates = new List<string>();
        for (byte number = 1; number <= 4; number++)
        {
            candidates.Add(Rotated(await RotateAsync(token, RotationOf(number))).Token.Reveal());
        }

        Assert.Distinct(candidates);
        Assert.NotEmpty(Assert.IsType<RotateResult.Conflict>(await RotateAsync(token, RotationOf(5))).Detail);
        Assert.Equal("accepted", (await ValidateAsync(candidates[2])).ToString());
        Assert.Equal("refused: Superseded", (await ValidateAsync(candidates[0])).ToString());
        Assert.Equal("refused: Revoked", (await ValidateAsync(candidates[2])).ToString());
    }

    [Fact]
    public async Task A_bearer_rotation_has_a_name_and_a_bound_one_has_none()
    {
        using var key = ProofKey.CreateEcdsa();
        var bearer = await EstablishAsync(Descriptor());
        var bound = await EstablishBoundAsync(key);

        Assert.NotEmpty(Assert.IsType<RotateResult.Conflict>(await RotateAsync(bearer.Token.Reveal(), default)).Detail);
        Assert.NotEmpty(Assert.IsType<RotateResult.Conflict>(await RotateAsync(bound.Token.Reveal(), key, Once)).Detail);
    }

    [Fact]
    [Rule("D12"), Rule("A1")]
    public async Task A_bound_session_is_rotated_by_its_key_and_by_no_other()
    {
        using var key = ProofKey.CreateEcdsa();
        using var thief = ProofKey.CreateEcdsa();
        var session = await EstablishBoundAsync(key);
        var token = session.Token.Reveal();

        Assert.Equal(SessionRefusal.WrongKey, await RotationRefusalAsync(token, thief));
        Assert.Equal(SessionRefusal.ProofInvalid, Refusal(await client.RotateAsync(new() { Token = token, Scheme = TokenScheme.DPoP })));
        Assert.Equal(SessionRefusal.PossessionRequired, Refusal(await client.RotateAsync(new() { Token = token, Scheme = TokenScheme.Bearer })));

        var proof = OwnProof(key, token, ClusterPaths.Rotate);
        var first = Rotated(await client.RotateAsync(new() { Token = token, Scheme = TokenScheme.DPoP, Possession = proof }));
        Assert.Equal(new Confirmation(ConfirmationMethod.Jkt, key.Thumbprint), first.Confirmation);
        Assert.Equal(SessionRefusal.ProofReplayed, Refusal(await client.RotateAsync(new() { Token = token, Scheme = TokenScheme.DPoP, Possession = proof })));
        Assert.Equal(first.Token.Reveal(), Rotated(await RotateAsync(token, key)).Token.Reveal());
        Assert.True((await PresentAsync(first.Token.Reveal(), new DpopHeader(key.CreateProof("GET", OrdersUri, first.Token.Reveal()), "GET", OrdersUri))).IsAccepted);
    }

    [Fact]
    public async Task What_is_no_token_or_stands_for_nothing_that_is_active_is_not_rotated()
    {
        var session = await EstablishAsync(Descriptor());
        await client.RevokeAsync(new RevokeDescriptor.ById(session.Id, Order));

        Assert.Equal(SessionRefusal.Malformed, Refusal(await RotateAsync("no token", Once)));
        Assert.Equal(SessionRefusal.Revoked, Refusal(await RotateAsync(session.Token.Reveal(), Once)));
    }

    private static RotationId RotationOf(byte number) => RotationId.FromBytes([.. Enumerable.Repeat(number, RotationId.Size)]);

    private static RotateResult.Rotated Rotated(RotateResult result) => result as RotateResult.Rotated ?? throw new InvalidOperationException($"Not rotated: {result}");

    private static SessionRefusal Refusal(RotateResult result) => Assert.IsType<RotateResult.Refused>(result).Verdict.Refusal;

    private async Task<SessionRefusal> RotationRefusalAsync(string token, ProofKey key) => Refusal(await RotateAsync(token, key));

    private Task<RotateResult> RotateAsync(string token, RotationId id) => client.RotateAsync(new() { Token = token, Scheme = TokenScheme.Bearer, RotationId = id });

    private Task<RotateResult> RotateAsync(string token, ProofKey key, RotationId id = default) =>
        client.RotateAsync(new() { Token = token, Scheme = TokenScheme.DPoP, Possession = OwnProof(key, token, ClusterPaths.Rotate), RotationId = id });

    /// <summary>For a request to the cluster itself.</summary>
    private PresentedPossession OwnProof(ProofKey key, string token, string path, string method = "POST")
    {
        var uri = address + path;
        return new() { Proof = new(key.CreateProof(method, uri, token), method, uri) };
    }
}
