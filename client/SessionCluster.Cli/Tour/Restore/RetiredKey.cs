using System.Text.Json.Nodes;
using SessionCluster.Cli.Service;

namespace SessionCluster.Cli.Tour.Restore;

/// <summary>What an operator does with <c>sessionctl keys</c> before a restored store is started: a new edge key, and the one of before is gone.</summary>
internal static class RetiredKey
{
    /// <summary>Replaces the current key of a ring's file.</summary>
    /// <returns>False when there is no such file.</returns>
    public static bool TryReplace(string path)
    {
        if (!File.Exists(path) || Problems.Parse(File.ReadAllText(path)) is not { } ring || ring["current"]?.GetValue<int>() is not { } current)
        {
            return false;
        }

        var next = (current % 31) + 1;
        ring["current"] = next;
        ring["keys"] = new JsonObject { [$"{next}"] = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)) };
        File.WriteAllText(path, ring.ToJsonString());
        return true;
    }
}
