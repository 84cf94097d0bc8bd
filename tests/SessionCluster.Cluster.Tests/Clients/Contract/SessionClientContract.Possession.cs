using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Sessions;

namespace SessionCluster.Cluster.Tests.Clients.Contract;

/// <summary>Keys, proofs, certificates and contexts; introspection and the holder's end.</summary>
public abstract partial class SessionClientContract
{
    private const string LoginUri = "https://login.example.com/done";
    private const string OrdersUri = "https://orders.example.com/orders";

    [Fact]
    [Rule("D5")]
    public async Task A_bound_session_is_accepted_with_a_proof_of_its_key_and_says_so()
    {
        using var key = ProofKey.CreateEcdsa();
        var session = await EstablishBoundAsync(key);

        var verdict = await PresentAsync(session, key);

        Assert.True(verdict.IsAccepted, verdict.ToString());
        Assert.Equal(new Confirmation(ConfirmationMethod.Jkt, key.Thumbprint), verdict.Facts.Confirmation);
        Assert.Equal(KeyStorage.Software, verdict.Facts.KeyStorage);
    }

    [Fact]
    [Rule("A1"), Rule("D4"), Rule("D5")]
    public async Task A_stolen_token_is_refused_alone_with_another_key_and_with_a_proof_for_another_request()
    {
        using var key = ProofKey.CreateEcdsa();
        using var thief = ProofKey.CreateEcdsa();
        var session = await EstablishBoundAsync(key);
        var token = session.Token.Reveal();

        Assert.Equal(SessionRefusal.PossessionRequired, (await ValidateAsync(session)).Refusal);
        Assert.Equal(SessionRefusal.WrongKey, (await PresentAsync(session, thief)).Refusal);
        Assert.Equal(SessionRefusal.ProofInvalid, (await PresentAsync(token, null)).Refusal);
        Assert.Equal(SessionRefusal.ProofInvalid, (await PresentAsync(token, new(key.CreateProof("GET", OrdersUri, token), "DELETE", OrdersUri))).Refusal);
        Assert.True((await PresentAsync(session, key)).IsAccepted);
    }

    [Fact]
    [Rule("D7"), Rule("A5")]
    public async Task A_proof_is_accepted_once()
    {
        using var key = ProofKey.CreateEcdsa();
        var token = (await EstablishBoundAsync(key)).Token.Reveal();
        var proof = new DpopHeader(key.CreateProof("GET", OrdersUri, token), "GET", OrdersUri);

        Assert.True((await PresentAsync(token, proof)).IsAccepted);
        Assert.Equal(SessionRefusal.ProofReplayed, (await PresentAsync(token, proof)).Refusal);
    }

    [Fact]
    [Rule("T5")]
    public async Task A_session_bound_to_a_certificate_is_accepted_with_that_certificate_only()
    {
        var certificate = new Confirmation(ConfirmationMethod.Certificate, KeyThumbprint.Of("a certificate"u8));
        var session = await EstablishAsync(Descriptor() with { Confirmation = certificate });

        Assert.Equal(certificate, session.Confirmation);
        Assert.Equal(certificate, (await PresentAsync(session, certificate.Thumbprint)).Facts?.Confirmation);
        Assert.Equal(SessionRefusal.WrongKey, (await PresentAsync(session, KeyThumbprint.Of("another"u8))).Refusal);
        Assert.Equal(SessionRefusal.PossessionRequired, (await ValidateAsync(session)).Refusal);
    }

    [Fact]
    public async Task A_confirmation_whose_proof_fails_or_is_of_another_key_establishes_nothing()
    {
        using var key = ProofKey.CreateEcdsa();
        var good = new DpopHeader(key.CreateProof("POST", LoginUri), "POST", LoginUri);

        var failing = await client.EstablishAsync(Descriptor() with { ConfirmationProof = good with { Method = "GET" } });
        var another = await client.EstablishAsync(Descriptor() with { Confirmation = new(ConfirmationMethod.Jkt, KeyThumbprint.Of("another"u8)), ConfirmationProof = good });

        Assert.Equal(EstablishRefusal.BindingRequired, Assert.IsType<EstablishResult.Refused>(failing).Refusal);
        Assert.Equal(EstablishRefusal.BindingRequired, Assert.IsType<EstablishResult.Refused>(another).Refusal);
    }

    [Fact]
    [Rule("A3")]
    public async Task A_bearer_session_with_a_context_is_refused_to_another_client()
    {
        var session = await EstablishAsync(Descriptor() with { Context = ClientContext.Of("agent", "device") });

        Assert.True((await PresentAsync(session, ClientContext.Of("agent", "device"))).IsAccepted);
        Assert.Equal(SessionRefusal.ContextChanged, (await PresentAsync(session, ClientContext.Of("agent", "another"))).Refusal);
    }

    [Fact]
    [Rule("D13"), Rule("D14"), Rule("T2")]
    public async Task An_introspection_needs_no_proof_and_says_the_confirmation_until_the_session_ends()
    {
        using var key = ProofKey.CreateEcdsa();
        var session = await EstablishBoundAsync(key);
        var asked = new IntrospectDescriptor { Token = session.Token.Reveal(), Audiences = [Orders] };

        var verdict = await client.IntrospectAsync(asked);
        Assert.True(verdict.IsAccepted, verdict.ToString());
        Assert.Equal((session.Id, _subject, key.Thumbprint), (verdict.Facts.Id, verdict.Facts.Subject, verdict.Facts.Confirmation?.Thumbprint));
        Assert.Equal(VerdictOutcome.Refused, (await client.IntrospectAsync(new() { Token = asked.Token, Audiences = [Audience.Create("billing")] })).Outcome);

        await client.RevokeAsync(new RevokeDescriptor.ById(session.Id, Order));
        Assert.Equal(VerdictOutcome.Refused, (await client.IntrospectAsync(asked)).Outcome);
    }

    [Fact]
    public async Task The_holder_ends_a_bound_session_and_somebody_with_another_key_does_not()
    {
        using var key = ProofKey.CreateEcdsa();
        using var thief = ProofKey.CreateEcdsa();
        var session = await EstablishBoundAsync(key);

        Assert.IsType<EndResult.Refused>(await EndAsync(session, thief));
        Assert.IsType<EndResult.Refused>(await client.EndAsync(new() { Token = session.Token.Reveal(), Scheme = TokenScheme.Bearer }));
        Assert.True((await PresentAsync(session, key)).IsAccepted);

        Assert.IsType<EndResult.Ended>(await EndAsync(session, key));
        Assert.Equal(SessionRefusal.Revoked, (await PresentAsync(session, key)).Refusal);
        Assert.IsType<EndResult.Refused>(await EndAsync(session, key));
    }

    private async Task<EstablishResult.Established> EstablishBoundAsync(ProofKey key)
    {
        var session = await EstablishAsync(Descriptor() with { ConfirmationProof = new(key.CreateProof("POST", LoginUri), "POST", LoginUri), KeyStorage = KeyStorage.Software });
        Assert.Equal(new Confirmation(ConfirmationMethod.Jkt, key.Thumbprint), session.Confirmation);
        return session;
    }

    private Task<SessionVerdict> PresentAsync(EstablishResult.Established session, ProofKey key)
    {
        var token = session.Token.Reveal();
        return PresentAsync(token, new DpopHeader(key.CreateProof("GET", OrdersUri, token), "GET", OrdersUri));
    }

    private async Task<SessionVerdict> PresentAsync(string token, DpopHeader? proof) =>
        await client.ValidateAsync(new() { Token = token, Scheme = TokenScheme.DPoP, Audience = Orders, Possession = new() { Proof = proof } });

    private async Task<SessionVerdict> PresentAsync(EstablishResult.Established session, KeyThumbprint certificate) =>
        await client.ValidateAsync(new() { Token = session.Token.Reveal(), Audience = Orders, Possession = new() { Certificate = certificate } });

    private async Task<SessionVerdict> PresentAsync(EstablishResult.Established session, ClientContext context) =>
        await client.ValidateAsync(new() { Token = session.Token.Reveal(), Audience = Orders, Context = context });

    private Task<EndResult> EndAsync(EstablishResult.Established session, ProofKey key)
    {
        var (token, uri) = (session.Token.Reveal(), $"{address}/sessions/end");
        return client.EndAsync(new() { Token = token, Scheme = TokenScheme.DPoP, Possession = new() { Proof = new(key.CreateProof("POST", uri, token), "POST", uri) } });
    }
}
