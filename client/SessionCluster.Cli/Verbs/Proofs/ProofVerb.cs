using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Possession;
using SessionCluster.Cli.Rendering;
using SessionCluster.Client.Possession;
using Spectre.Console.Cli;

namespace SessionCluster.Cli.Verbs.Proofs;

/// <summary><c>proof</c>: makes keys and proofs for trying things. It asks nobody. Standard output is one word, for a pipe or a variable: the proof, or else the thumbprint.</summary>
internal sealed class ProofVerb(CliHost host) : Command<ProofOptions>
{
    public override int Execute(CommandContext context, ProofOptions settings, CancellationToken cancellationToken)
    {
        ProofKey? key;
        var isMine = settings.NewKey is { } path ? KeyFile.TryMake(path, out key, out var problem) : KeyFile.TryRead(settings.Key!, out key, out problem);
        if (!isMine)
        {
            return Fail(problem!);
        }

        using var signing = key!;
        if (settings.NewKey is not null)
        {
            host.Console.Tell($"The key is in {settings.NewKey}, for you alone. Whoever copies that file has the key: use it for trying things.");
        }

        string? token = null;
        if (settings.ForToken && !TokenInput.TryRead(host.Console, out token, out problem))
        {
            return Fail(problem);
        }

        Show(signing, settings.Method is { } method ? signing.CreateProof(method, settings.Uri!, token, settings.Nonce, host.Clock) : null, settings);
        return (int)ExitCode.Done;
    }

    private void Show(ProofKey key, string? proof, ProofOptions options)
    {
        var thumbprint = key.Thumbprint.ToString();
        if (!options.Json)
        {
            host.Console.Line(proof ?? thumbprint);
            return;
        }

        var members = new JsonObject { [ClaimNames.KeyThumbprint] = thumbprint };
        if (proof is not null)
        {
            members[ClaimNames.Proof] = proof;
        }

        host.Console.Line(members.ToJsonString(JsonText.Plain));
    }

    private int Fail(string sentence)
    {
        host.Console.Tell(sentence);
        return (int)ExitCode.Usage;
    }
}
