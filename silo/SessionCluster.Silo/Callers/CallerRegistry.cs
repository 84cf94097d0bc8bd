using Microsoft.Extensions.Primitives;
using SessionCluster.Silo.Configuration;

namespace SessionCluster.Silo.Callers;

/// <summary>
/// The callers in force. Read strictly at start, and again whenever the configuration changes; a change that has a problem is not taken over, so that a slip of the editor
/// locks nobody out and lets nobody in.
/// </summary>
internal sealed partial class CallerRegistry : IDisposable
{
    private const string Section = "Clients";

    private readonly IConfiguration _configuration;
    private readonly ILogger<CallerRegistry> _logger;
    private readonly IDisposable _changes;
    private volatile CallerTable _current;

    /// <exception cref="ConfigurationProblemException">The callers are not well-formed.</exception>
    public CallerRegistry(IConfiguration configuration, ILogger<CallerRegistry> logger)
    {
        (_configuration, _logger) = (configuration, logger);
        var problems = new List<string>();
        _current = Read(problems);
        if (problems.Count > 0)
        {
            throw new ConfigurationProblemException(problems);
        }

        LogCallers(_current.Count);
        _changes = ChangeToken.OnChange(configuration.GetReloadToken, Reload);
    }

    /// <summary>The callers in force. Read it once per request.</summary>
    public CallerTable Current => _current;

    /// <summary>Checks the section <c>Clients</c> before anything starts; problems are added to the section's.</summary>
    public static void Check(SettingsSection clients) => _ = CallerTableReader.Read(clients);

    public void Dispose() => _changes.Dispose();

    private CallerTable Read(List<string> problems) => CallerTableReader.Read(SettingsSection.Of(_configuration, problems).Child(Section));

    private void Reload()
    {
        var problems = new List<string>();
        var next = Read(problems);
        if (problems.Count == 0)
        {
            _current = next;
            LogCallers(next.Count);
            return;
        }

        foreach (var problem in problems)
        {
            LogReloadRefused(problem);
        }
    }
}
