using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Core.Classes;
using SessionCluster.Core.Possession;

namespace SessionCluster.Core.Admission;

/// <summary>Which key an establishment binds to, and whether its class takes that.</summary>
internal static class BindingRules
{
    /// <summary>A sentence that says what to do, or <see langword="null"/> when the binding suffices.</summary>
    /// <param name="sessionClass">The class.</param>
    /// <param name="call">What is asked. Its proof is believed as it stands: a class that has proofs verified in the silo has the shell put there what the silo verified.</param>
    /// <param name="now">The subject's clock.</param>
    /// <param name="key">The key; <see langword="null"/> for a bearer session.</param>
    public static string? Check(SessionClass sessionClass, EstablishCall call, DateTimeOffset now, out BoundKey? key)
    {
        key = null;
        if (call is { Confirmation: null, ConfirmationEvidence: null })
        {
            return sessionClass.BearerAllowed ? null : $"Class '{sessionClass.Name}' binds sessions to a key and names no bearer exception: send the key's proof or its confirmation.";
        }

        if (sessionClass.Binding == SessionBinding.HardwareKey && call.KeyStorage != KeyStorage.Hardware)
        {
            return $"Class '{sessionClass.Name}' asks for a hardware key: bind to one, and say that it is.";
        }

        if (call.ConfirmationEvidence is null)
        {
            key = new(call.Confirmation!, false);
            return null;
        }

        // What came as evidence must prove: a proof that does not hold is not made good by somebody's word.
        if (call.ConfirmationEvidence.Proof is not { } proof)
        {
            return "The proof of the confirmation does not hold: have one made by the key, for the request that is named with it.";
        }

        if (!ProofAge.IsNear(proof, sessionClass.ProofLifetime, now))
        {
            return "The proof of the confirmation is too old, or from the future: have it made for this establishment, by a clock that is right.";
        }

        var proven = new Confirmation(ConfirmationMethod.Jkt, proof.Key);
        if (call.Confirmation is { } asked && asked != proven)
        {
            return "The confirmation names another key than the one that made its proof.";
        }

        key = new(proven, true);
        return null;
    }
}
