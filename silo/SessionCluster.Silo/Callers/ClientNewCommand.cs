using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Client.Callers;

namespace SessionCluster.Silo.Callers;

/// <summary><c>client new NAME</c>: draws a secret, prints it once, and prints the configuration to add. It writes no file and asks no silo.</summary>
internal static class ClientNewCommand
{
    /// <summary>Runs the verb.</summary>
    /// <param name="args"><c>client new NAME</c>.</param>
    /// <param name="output">Where the secret goes, and nowhere else.</param>
    /// <param name="error">Where a sentence goes when the arguments are wrong.</param>
    /// <returns>0 done, 2 usage.</returns>
    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        if (args is not ["client", "new", var name])
        {
            error.WriteLine("Give the client's id: client new NAME.");
            return 2;
        }

        if (!ClientId.TryCreate(name, out var id))
        {
            error.WriteLine($"That is not a client id. {ClientId.Rule}");
            return 2;
        }

        output.WriteLine(NewClient.Draw(id).Text());
        return 0;
    }
}
