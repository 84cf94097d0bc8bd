namespace SessionCluster.Silo.Configuration;

/// <summary>The configuration stops the silo. Each problem is one sentence that names the key and what is allowed; it is printed without a stack trace.</summary>
internal sealed class ConfigurationProblemException(IReadOnlyCollection<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>The sentences.</summary>
    public IReadOnlyCollection<string> Problems => problems;
}
