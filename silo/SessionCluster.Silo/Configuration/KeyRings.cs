using SessionCluster.Abstractions.Keys;
using SessionCluster.Client.Keys;

namespace SessionCluster.Silo.Configuration;

/// <summary>The two rings at start.</summary>
/// <param name="Edge">The keys of tags; <see langword="null"/> when a problem was found.</param>
/// <param name="Silo">The keys of seals; likewise.</param>
internal sealed record KeyRings(KeyRing? Edge, KeyRing? Silo)
{
    /// <summary>Reads both.</summary>
    public static KeyRings Read(SettingsSection root, bool isDevelopment)
    {
        var edge = root.Child("EdgeRing");
        var silo = root.Child("SiloRing");
        var rings = new KeyRings(ReadOne(edge, isDevelopment), ReadOne(silo, isDevelopment));
        if (rings is { Edge: { } edgeRing, Silo: { } siloRing })
        {
            CheckApart(edge, edgeRing, silo, siloRing);
        }

        return rings;
    }

    private static KeyRing? ReadOne(SettingsSection section, bool isDevelopment)
    {
        if (!section.Exists)
        {
            var reason = isDevelopment
                ? "the silos on one Azure Table store share their key rings, which are configured and never generated, in Development too"
                : "outside Development key rings are configured, never generated";
            section.Reject(
                $"is missing: {reason}. Give {section.Path}:Current and {section.Path}:Keys:<id> (base64 of 32 random bytes), or {section.Path}:File.");
            return null;
        }

        if (!isDevelopment && section.Raw[KeyRingReader.File] is { Length: > 0 } file && DevelopmentFiles.IsMarked(file))
        {
            section.Problem(KeyRingReader.File, $"is {file}, which was generated for development: outside Development give a ring of your own.");
            return null;
        }

        if (KeyRingReader.TryRead(section.Raw, out var ring, out var problem))
        {
            return ring;
        }

        section.ForeignProblem(problem);
        return null;
    }

    // API services hold the edge ring. With it nobody may make a seal.
    private static void CheckApart(SettingsSection edge, KeyRing edgeRing, SettingsSection silo, KeyRing siloRing)
    {
        var digests = edgeRing.Describe().Keys.Select(key => key.Digest).ToHashSet(StringComparer.Ordinal);
        foreach (var key in siloRing.Describe().Keys.Where(key => digests.Contains(key.Digest)))
        {
            silo.Problem($"{KeyRingReader.Keys}:{key.Id}", $"is a key of {edge.Path}, too: the edge ring is held by API services and the silo ring never leaves silos. Give it a key of its own.");
        }
    }
}
