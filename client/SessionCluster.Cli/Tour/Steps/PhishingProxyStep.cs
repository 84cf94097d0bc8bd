using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Service;
using SessionCluster.Client.Possession;

namespace SessionCluster.Cli.Tour.Steps;

/// <summary>A11: a proxy between the user and the login passes on password and code, and has the session bound to a key of its own. Only a class that asks for phishing-resistant methods refuses that.</summary>
internal sealed class PhishingProxyStep : TourStep
{
    private const string Class = "privileged";

    // What a proxy can pass on; and what it can't, since the authenticator names the site it signs for.
    private static readonly string[] PassedOn = ["pwd", "otp"];
    private static readonly string[] Resistant = ["pwd", "hwk"];

    public override Attack Attack => Attack.PhishingProxy;

    public override async Task<StepResult> PlayAsync(TourScene scene, CancellationToken cancellationToken)
    {
        using var key = ProofKey.CreateEcdsa();
        var proxy = scene.Holder(key);
        switch (await scene.EstablishAsync(Class, PassedOn, proxy, cancellationToken).ConfigureAwait(false))
        {
            case ServiceAnswer.Failed { ProblemCode: ProblemCodes.UnknownClass }:
                return new StepResult.NotRun($"this service has no class '{Class}'.");
            case ServiceAnswer.Failed { ProblemCode: ProblemCodes.Assurance }:
                scene.Say($"A phishing proxy passes on {string.Join(" and ", PassedOn)}, and asks for a session of class '{Class}' bound to its own key: refused, assurance.");
                break;
            case ServiceAnswer.Done:
                return new StepResult.NotStopped($"a login that a proxy can pass on establishes a session of class '{Class}', bound to the proxy's key.");
            case var other:
                return TourScene.Failed("Asking for a session with a login that a proxy can pass on", other);
        }

        var resistant = await scene.EstablishAsync(Class, Resistant, proxy, cancellationToken).ConfigureAwait(false);
        if (resistant is not ServiceAnswer.Done)
        {
            return TourScene.Failed("Asking for a session with a phishing-resistant login", resistant);
        }

        scene.Say($"With {string.Join(" and ", Resistant)} one is established: that method can't be passed on, since the authenticator signs for the site it sees.");
        scene.Say("What stops the proxy is the login. Classes that take less have no defence against it: the session is the proxy's, with its key, and all that is left is the record of both.");
        return new StepResult.Stopped();
    }
}
