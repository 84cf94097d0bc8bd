using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Possession;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Possession;

/// <summary>Every way of presenting a session, whatever it is bound to.</summary>
public sealed class PossessionRulesTests
{
    private static readonly Confirmation[] Malformed = [new(default, SampleProof.Key), new((ConfirmationMethod)9, SampleProof.Key)];

    [Theory]
    [Rule("D4"), Rule("D5"), Rule("T5"), Rule("A1")]

    // A bearer session, which no proof makes more.
    [InlineData("bearer", "bearer", "none", "none", SessionRefusal.None)]
    [InlineData("bearer", "bearer", "right", "none", SessionRefusal.None)]
    [InlineData("bearer", "bearer", "none", "right", SessionRefusal.None)]
    [InlineData("bearer", "dpop", "none", "none", SessionRefusal.ProofInvalid)]
    [InlineData("bearer", "dpop", "right", "none", SessionRefusal.WrongKey)]

    // Bound to a key: only its own proof, and only by the scheme that says so.
    [InlineData("jkt", "dpop", "right", "none", SessionRefusal.None)]
    [InlineData("jkt", "dpop", "right", "wrong", SessionRefusal.None)]
    [InlineData("jkt", "dpop", "wrong", "none", SessionRefusal.WrongKey)]
    [InlineData("jkt", "dpop", "wrong", "right", SessionRefusal.WrongKey)]
    [InlineData("jkt", "dpop", "none", "none", SessionRefusal.ProofInvalid)]
    [InlineData("jkt", "dpop", "none", "right", SessionRefusal.ProofInvalid)]
    [InlineData("jkt", "bearer", "none", "none", SessionRefusal.PossessionRequired)]
    [InlineData("jkt", "bearer", "right", "none", SessionRefusal.PossessionRequired)]
    [InlineData("jkt", "bearer", "none", "right", SessionRefusal.PossessionRequired)]

    // Bound to a certificate: only the connection's.
    [InlineData("certificate", "bearer", "none", "right", SessionRefusal.None)]
    [InlineData("certificate", "bearer", "wrong", "right", SessionRefusal.None)]
    [InlineData("certificate", "bearer", "none", "wrong", SessionRefusal.WrongKey)]
    [InlineData("certificate", "bearer", "none", "none", SessionRefusal.PossessionRequired)]
    [InlineData("certificate", "bearer", "right", "none", SessionRefusal.PossessionRequired)]
    [InlineData("certificate", "dpop", "right", "right", SessionRefusal.WrongKey)]
    [InlineData("certificate", "dpop", "none", "right", SessionRefusal.WrongKey)]
    public void Possession_is_what_the_binding_asks_for(string binding, string scheme, string proof, string certificate, SessionRefusal expected) =>
        Assert.Equal(expected, PossessionRules.Check(
            binding switch { "jkt" => SampleProof.Confirmation, "certificate" => new(ConfirmationMethod.Certificate, SampleProof.Key), _ => null },
            scheme == "dpop" ? TokenScheme.DPoP : TokenScheme.Bearer,
            proof == "none" ? null : SampleProof.Of("1", Sample.Start, key: Key(proof)),
            certificate == "none" ? default : Key(certificate)));

    [Fact]
    public void A_scheme_that_is_none_of_ours_is_no_proof()
    {
        var proof = SampleProof.Of("1", Sample.Start);

        Assert.Equal(SessionRefusal.PossessionRequired, PossessionRules.Check(SampleProof.Confirmation, default, proof, default));
        Assert.Equal(SessionRefusal.PossessionRequired, PossessionRules.Check(SampleProof.Confirmation, (TokenScheme)9, proof, SampleProof.Key));
    }

    [Fact]
    public void A_confirmation_that_nobody_can_show_is_held_by_nobody() =>
        Assert.All(Malformed, confirmation => Assert.All(new[] { TokenScheme.Bearer, TokenScheme.DPoP }, scheme =>
            Assert.Equal(SessionRefusal.WrongKey, PossessionRules.Check(confirmation, scheme, SampleProof.Of("1", Sample.Start), SampleProof.Key))));

    [Fact]
    public void An_unset_key_is_held_by_nobody()
    {
        Assert.Equal(SessionRefusal.PossessionRequired, PossessionRules.Check(new(ConfirmationMethod.Certificate, default), TokenScheme.Bearer, null, default));
        Assert.Equal(SessionRefusal.WrongKey, PossessionRules.Check(new(ConfirmationMethod.Jkt, default), TokenScheme.DPoP, SampleProof.Of("1", Sample.Start, key: default(KeyThumbprint)), default));
    }

    private static KeyThumbprint Key(string which) => which == "right" ? SampleProof.Key : SampleProof.OtherKey;
}
