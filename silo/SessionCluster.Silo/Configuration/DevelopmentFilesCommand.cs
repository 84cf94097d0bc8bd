namespace SessionCluster.Silo.Configuration;

/// <summary>
/// The verb <c>dev-files DIR</c>: makes what the silos of one cluster share, for development: two key rings and a client. What is there stays. Exit codes: 0 done, 1 could not, 2 usage.
/// </summary>
internal static class DevelopmentFilesCommand
{
    /// <summary>Makes them.</summary>
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        if (args is not [_, { Length: > 0 } directory])
        {
            error.WriteLine("Usage: dev-files DIR");
            return 2;
        }

        try
        {
            PrivateFile.CreateDirectory(directory);
            foreach (var ring in new[] { "edge-ring.json", "silo-ring.json" })
            {
                DevelopmentFiles.EnsureRing(Path.Combine(directory, ring));
            }

            DevelopmentFiles.EnsureClient(Path.Combine(directory, "dev-client.json"));
            output.WriteLine($"{Path.GetFullPath(directory)} has edge-ring.json, silo-ring.json and dev-client.json, for development only.");
            return 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ConfigurationProblemException)
        {
            error.WriteLine(exception.Message);
            return 1;
        }
    }
}
