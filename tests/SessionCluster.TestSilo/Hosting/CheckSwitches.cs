using SessionCluster.Client.Tokens;
using SessionCluster.Grains.Sessions;
using SessionCluster.TestSilo.Gate;
using SessionCluster.TestSilo.Sessions;
using SessionCluster.TestSilo.Storage;

namespace SessionCluster.TestSilo.Hosting;

/// <summary>Checks that are switched off, so that an attack succeeds that the product stops.</summary>
/// <param name="DeadlinesOff"><c>--test:deadlines=off</c>: sessions do not end by time (A2).</param>
/// <param name="EndsOff"><c>--test:ends=off</c>: sessions do not end by decision (A7).</param>
/// <param name="ReauthenticationOff"><c>--test:reauthentication=off</c>: an authentication of before a cut-off counts as one of after it (A7).</param>
/// <param name="GateOff"><c>--test:gate=off</c>: the edge asks about every token, whoever made it (A9).</param>
/// <param name="PlainSecrets"><c>--test:plain-secrets</c>: the store keeps what can be presented (A10).</param>
internal sealed record CheckSwitches(bool DeadlinesOff, bool EndsOff, bool ReauthenticationOff, bool GateOff, bool PlainSecrets)
{
    /// <summary>Takes them out of the switches of a command line.</summary>
    public static CheckSwitches TakeFrom(HashSet<string> switches) => new(
        switches.Remove("--test:deadlines=off"),
        switches.Remove("--test:ends=off"),
        switches.Remove("--test:reauthentication=off"),
        switches.Remove("--test:gate=off"),
        switches.Remove("--test:plain-secrets"));

    /// <summary>Registers the replacements before the product registers its own.</summary>
    public void Apply(WebApplicationBuilder builder)
    {
        if (DeadlinesOff || EndsOff)
        {
            builder.Services.AddSingleton<ISessionDecider>(new ForgetfulDecider(DeadlinesOff, EndsOff));
        }

        if (GateOff)
        {
            builder.Services.AddSingleton<ITokenGate, OpenGate>();
        }

        if (ReauthenticationOff)
        {
            builder.UseOrleans(silo => silo.AddIncomingGrainCallFilter<FreshAuthentication>());
        }

        if (PlainSecrets)
        {
            builder.UseOrleans(silo => silo.AddIncomingGrainCallFilter<Storage.PlainSecrets>());
        }
    }
}
