using SessionCluster.Client.Tokens;
using SessionCluster.Grains.Possession;
using SessionCluster.Grains.Sessions;
using SessionCluster.TestSilo.Gate;
using SessionCluster.TestSilo.Sessions;
using SessionCluster.TestSilo.Storage;

namespace SessionCluster.TestSilo.Hosting;

/// <summary>Checks that are switched off, so that an attack succeeds that the product stops.</summary>
/// <param name="Forgotten">
/// What the decision about a presentation forgets: <c>--test:deadlines=off</c> (A2), <c>--test:ends=off</c> (A7), <c>--test:possession=off</c> (A1), <c>--test:context=off</c> (A3), <c>--test:replay=off</c> (A5), <c>--test:reuse=off</c> (A6).
/// </param>
/// <param name="ColdOff"><c>--test:cold=off</c>: an activation after a crash takes its empty memory of proofs for whole (A5).</param>
/// <param name="ReauthenticationOff"><c>--test:reauthentication=off</c>: an authentication of before a cut-off counts as one of after it (A7).</param>
/// <param name="MethodsOff"><c>--test:methods=off</c>: every login counts as phishing-resistant (A11).</param>
/// <param name="GateOff"><c>--test:gate=off</c>: the edge asks about every token, whoever made it (A9).</param>
/// <param name="PlainSecrets"><c>--test:plain-secrets</c>: the store keeps what can be presented (A10).</param>
internal sealed record CheckSwitches(Forgotten Forgotten, bool ColdOff, bool ReauthenticationOff, bool MethodsOff, bool GateOff, bool PlainSecrets)
{
    /// <summary>Takes them out of the switches of a command line.</summary>
    public static CheckSwitches TakeFrom(HashSet<string> switches)
    {
        var forgotten = Forgotten.Nothing;
        foreach (var what in Enum.GetValues<Forgotten>())
        {
            forgotten |= switches.Remove($"--test:{what.ToString().ToLowerInvariant()}=off") ? what : Forgotten.Nothing;
        }

        return new(forgotten, switches.Remove("--test:cold=off"), switches.Remove("--test:reauthentication=off"), switches.Remove("--test:methods=off"), switches.Remove("--test:gate=off"), switches.Remove("--test:plain-secrets"));
    }

    /// <summary>Registers the replacements before the product registers its own.</summary>
    public void Apply(WebApplicationBuilder builder)
    {
        if (Forgotten != Forgotten.Nothing)
        {
            builder.Services.AddSingleton<ISessionDecider>(new ForgetfulDecider(Forgotten));
        }

        if (ColdOff)
        {
            builder.Services.AddSingleton<IProofMemories, WholeMemories>();
        }

        if (GateOff)
        {
            builder.Services.AddSingleton<ITokenGate, OpenGate>();
        }

        if (ReauthenticationOff)
        {
            builder.UseOrleans(silo => silo.AddIncomingGrainCallFilter<FreshAuthentication>());
        }

        if (MethodsOff)
        {
            builder.UseOrleans(silo => silo.AddIncomingGrainCallFilter<StrongMethods>());
        }

        if (PlainSecrets)
        {
            builder.UseOrleans(silo => silo.AddIncomingGrainCallFilter<Storage.PlainSecrets>());
        }
    }
}
