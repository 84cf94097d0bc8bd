using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Abstractions.Wire;

/// <summary>The wire codes of refusals. Stable.</summary>
public static class RefusalCodes
{
    private static readonly string?[] Codes = Make();

    /// <summary>The code to show the end client. <see cref="SessionRefusal.WrongSecret"/> is <c>unknown</c>, so that nobody learns which ids exist.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a refusal.</exception>
    public static string Of(SessionRefusal refusal) => Codes.ElementAtOrDefault((int)refusal) ?? throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "Not a refusal.");

    /// <summary>The refusal of a code; <c>unknown</c> is <see cref="SessionRefusal.Unknown"/>, whatever was behind it.</summary>
    public static bool TryParse(string? code, out SessionRefusal refusal)
    {
        var index = code is null ? -1 : Array.IndexOf(Codes, code);
        refusal = index < 0 ? SessionRefusal.None : (SessionRefusal)index;
        return index >= 0;
    }

    private static string?[] Make()
    {
        var codes = new string?[(int)SessionRefusal.Superseded + 1];
        codes[(int)SessionRefusal.Malformed] = "malformed";
        codes[(int)SessionRefusal.Forged] = "forged";
        codes[(int)SessionRefusal.ForeignEnvironment] = "foreign_environment";
        codes[(int)SessionRefusal.Unknown] = "unknown";
        codes[(int)SessionRefusal.WrongSecret] = "unknown";
        codes[(int)SessionRefusal.Expired] = "expired";
        codes[(int)SessionRefusal.Revoked] = "revoked";
        codes[(int)SessionRefusal.Audience] = "audience";
        codes[(int)SessionRefusal.Idle] = "idle";
        codes[(int)SessionRefusal.Locked] = "locked";
        codes[(int)SessionRefusal.Scope] = "scope";
        codes[(int)SessionRefusal.Assurance] = "assurance";
        codes[(int)SessionRefusal.UsesExhausted] = "uses_exhausted";
        codes[(int)SessionRefusal.PossessionRequired] = "possession_required";
        codes[(int)SessionRefusal.WrongKey] = "wrong_key";
        codes[(int)SessionRefusal.ProofInvalid] = "proof_invalid";
        codes[(int)SessionRefusal.ProofReplayed] = "proof_replayed";
        codes[(int)SessionRefusal.NonceRequired] = "nonce_required";
        codes[(int)SessionRefusal.ProofStale] = "proof_stale";
        codes[(int)SessionRefusal.WindowFull] = "window_full";
        codes[(int)SessionRefusal.ContextChanged] = "context_changed";
        codes[(int)SessionRefusal.Superseded] = "superseded";
        return codes;
    }
}
