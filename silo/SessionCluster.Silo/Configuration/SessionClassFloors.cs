using SessionCluster.Core.Classes;

namespace SessionCluster.Silo.Configuration;

/// <summary>What the sessions of a class must be bound to and come from: less than a default class asks for, and bearer for a class that binds to a key, only with a written justification (ASVS 7.1.1).</summary>
internal static class SessionClassFloors
{
    /// <summary>Checks a class.</summary>
    /// <param name="sessionClass">The class as configured.</param>
    /// <param name="basis">The default class of that name, if there is one.</param>
    /// <param name="section">Where it stands.</param>
    public static void Check(SessionClass sessionClass, SessionClass? basis, SettingsSection section)
    {
        CheckBearer(sessionClass, basis, section);
        if (basis is null || Justification.IsGiven(section))
        {
            return;
        }

        Demand("Assurance", sessionClass.RequiredAssurance >= basis.RequiredAssurance);
        Demand("PhishingResistant", sessionClass.RequiresPhishingResistance || !basis.RequiresPhishingResistance);
        Demand("KeyAuthentication", sessionClass.RequiresKeyAuthentication || !basis.RequiresKeyAuthentication);
        Demand("Binding", sessionClass.Binding >= basis.Binding);
        Demand("VerifyProof", sessionClass.VerifyProof >= basis.VerifyProof);
        Demand("NonceAlways", sessionClass.NonceAlways || !basis.NonceAlways);
        Demand("RotateBearerEvery", sessionClass.RotateBearerEvery <= basis.RotateBearerEvery);
        Demand("RotationGrace", sessionClass.RotationGrace <= basis.RotationGrace);
        Demand("BearerRotationGrace", sessionClass.BearerRotationGrace <= basis.BearerRotationGrace);
        Demand("LocksFrom", sessionClass.LocksFrom <= basis.LocksFrom);

        void Demand(string name, bool asStrict)
        {
            if (!asStrict)
            {
                section.Problem(name, $"asks for less than the class '{basis.Name}' does by default: define a class of your own, or say {Justification.Ask(section)}.");
            }
        }
    }

    private static void CheckBearer(SessionClass sessionClass, SessionClass? basis, SettingsSection section)
    {
        var bearer = section.Child("Bearer");
        if (!sessionClass.BearerAllowed)
        {
            return;
        }

        // The default class counts, too: "privileged" does not become a bearer class by first asking for less.
        if (sessionClass.Binding == SessionBinding.HardwareKey || basis?.Binding == SessionBinding.HardwareKey)
        {
            bearer.Problem("Allowed", "is true: a class that asks for a hardware key takes no bearer exception. Give false.");
        }
        else if (sessionClass.DelegationOnly)
        {
            bearer.Problem("Allowed", "is true: a session that is delegated has a key of its own and takes no bearer exception. Give false.");
        }
        else if (!Justification.IsGiven(bearer))
        {
            bearer.Problem("Allowed", $"is true, and whoever holds a bearer token is the subject: give false, or say {Justification.Ask(bearer)}.");
        }
    }
}
