using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Unit.Tests.Abstractions.Wire;

/// <summary>Numbers and words that others rely on. A change here is a change of contract: numbers are never reused, words never renamed.</summary>
public sealed class RefusalTableTests
{
    private static readonly (SessionRefusal Refusal, int Number, string Code)[] Refusals =
    [
        (SessionRefusal.Malformed, 1, "malformed"),
        (SessionRefusal.Forged, 2, "forged"),
        (SessionRefusal.ForeignEnvironment, 3, "foreign_environment"),
        (SessionRefusal.Unknown, 4, "unknown"),
        (SessionRefusal.WrongSecret, 5, "unknown"),
        (SessionRefusal.Expired, 6, "expired"),
        (SessionRefusal.Revoked, 7, "revoked"),
        (SessionRefusal.Audience, 8, "audience"),
        (SessionRefusal.Idle, 9, "idle"),
        (SessionRefusal.Locked, 10, "locked"),
        (SessionRefusal.Scope, 11, "scope"),
        (SessionRefusal.Assurance, 12, "assurance"),
        (SessionRefusal.UsesExhausted, 13, "uses_exhausted"),
        (SessionRefusal.PossessionRequired, 14, "possession_required"),
        (SessionRefusal.WrongKey, 15, "wrong_key"),
        (SessionRefusal.ProofInvalid, 16, "proof_invalid"),
        (SessionRefusal.ProofReplayed, 17, "proof_replayed"),
        (SessionRefusal.NonceRequired, 18, "nonce_required"),
        (SessionRefusal.ProofStale, 19, "proof_stale"),
        (SessionRefusal.WindowFull, 20, "window_full"),
        (SessionRefusal.ContextChanged, 21, "context_changed"),
        (SessionRefusal.Superseded, 22, "superseded"),
    ];

    private static readonly (EstablishRefusal Refusal, int Number, string Code)[] Establishments =
    [
        (EstablishRefusal.UnknownClass, 1, "unknown_class"),
        (EstablishRefusal.BindingRequired, 2, "binding_required"),
        (EstablishRefusal.Assurance, 3, "assurance"),
        (EstablishRefusal.Reauthenticate, 4, "reauthenticate"),
        (EstablishRefusal.SessionLimit, 5, "session_limit"),
        (EstablishRefusal.AudienceLimit, 6, "audience_limit"),
        (EstablishRefusal.Conflict, 7, "conflict"),
        (EstablishRefusal.DelegationOnly, 8, "delegation_only"),
        (EstablishRefusal.Malformed, 9, "malformed"),
    ];

    [Fact]
    public void Every_refusal_has_its_number_and_its_word()
    {
        Assert.Equal(Enum.GetValues<SessionRefusal>().Where(refusal => refusal != SessionRefusal.None), Refusals.Select(row => row.Refusal));
        Assert.All(Refusals, row => Assert.Equal((row.Number, row.Code), ((int)row.Refusal, RefusalCodes.Of(row.Refusal))));
    }

    [Fact]
    public void A_wrong_secret_and_an_unknown_session_look_alike_and_no_other_refusals_do() =>
        Assert.Equal(["unknown"], Refusals.GroupBy(row => RefusalCodes.Of(row.Refusal)).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void What_is_no_refusal_has_no_word()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RefusalCodes.Of(SessionRefusal.None));
        Assert.Throws<ArgumentOutOfRangeException>(() => RefusalCodes.Of((SessionRefusal)23));
        Assert.Throws<ArgumentOutOfRangeException>(() => RefusalCodes.Of((SessionRefusal)(-1)));
    }

    [Fact]
    public void Every_refused_establishment_has_its_number_and_its_word()
    {
        Assert.Equal(Enum.GetValues<EstablishRefusal>(), Establishments.Select(row => row.Refusal));
        Assert.All(Establishments, row => Assert.Equal((row.Number, row.Code), ((int)row.Refusal, ProblemCodes.Of(row.Refusal))));
        Assert.Equal(Establishments.Length, Establishments.DistinctBy(row => ProblemCodes.Of(row.Refusal)).Count());
        Assert.Throws<ArgumentOutOfRangeException>(() => ProblemCodes.Of(0));
    }

    [Fact]
    public void A_word_is_read_back_as_what_it_stands_for()
    {
        Assert.All(Enum.GetValues<SessionRefusal>().Where(refusal => refusal is not (SessionRefusal.None or SessionRefusal.WrongSecret)), refusal =>
            Assert.True(RefusalCodes.TryParse(RefusalCodes.Of(refusal), out var read) && read == refusal));
        Assert.All(Enum.GetValues<EstablishRefusal>(), refusal => Assert.True(ProblemCodes.TryParse(ProblemCodes.Of(refusal), out var read) && read == refusal));
        Assert.All(Enum.GetValues<SessionStatus>(), status => Assert.True(StatusWords.TryParse(StatusWords.Of(status), out var read) && read == status));
        Assert.All(Enum.GetValues<SessionActivity>(), activity => Assert.True(ActivityWords.TryParse(ActivityWords.Of(activity), out var read) && read == activity));
        Assert.All([null, "", "Unknown", "wrong_secret", "unavailable"], word =>
        {
            Assert.False(RefusalCodes.TryParse(word, out _));
            Assert.False(ProblemCodes.TryParse(word, out _));
            Assert.False(StatusWords.TryParse(word, out _));
        });
    }

    [Fact]
    public void The_other_numbers_on_the_wire_are_frozen()
    {
        Assert.Equal(["None=0", "User=1"], Numbers<SessionActivity>());
        Assert.Equal(["Bearer=1", "DPoP=2"], Numbers<TokenScheme>());
        Assert.Equal(["Accepted=1", "Refused=2", "Unavailable=3"], Numbers<VerdictOutcome>());
        Assert.Equal(["Fence=1", "Storage=2", "Row=3", "Timeout=4", "MissBudget=5", "ContainmentFull=6", "Quarantine=7"], Numbers<UnavailableReason>());
        Assert.Equal(["Active=1", "Locked=2", "Revoked=3", "Expired=4"], Numbers<SessionStatus>());
        Assert.Equal(["Logout=1", "Admin=2", "PasswordReset=3", "Compromise=4", "Policy=5", "Other=6"], Numbers<RevocationReason>());
        Assert.Equal(["Policy=1", "Client=2", "Holder=3"], Numbers<InitiatorKind>());
        Assert.Equal(["None=0", "Aal1=1", "Aal2=2", "Aal3=3"], Numbers<SessionCluster.Abstractions.Assurance.AssuranceLevel>());
        Assert.Equal(["Jkt=1", "Certificate=2"], Numbers<SessionCluster.Abstractions.Possession.ConfirmationMethod>());
        Assert.Equal(["Unknown=0", "Software=1", "Hardware=2"], Numbers<SessionCluster.Abstractions.Possession.KeyStorage>());
        Assert.Equal(["Edge=1", "Silo=2"], Numbers<SessionCluster.Core.Possession.ProofVerification>());
        Assert.Equal(["Lock=1", "Refuse=2"], Numbers<SessionCluster.Core.Classes.ContextAction>());
        Assert.Equal(["Subject=1", "Client=2", "Key=3", "Device=5", "All=7"], Numbers<SessionCluster.Core.Containment.ContainmentDimension>());
    }

    private static IEnumerable<string> Numbers<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().Select(value => $"{value}={Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture)}");
}
