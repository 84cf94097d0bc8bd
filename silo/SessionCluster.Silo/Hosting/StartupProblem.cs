using Microsoft.Extensions.Options;
using Orleans.Runtime;
using SessionCluster.Silo.Configuration;
using SessionCluster.Silo.Storage;

namespace SessionCluster.Silo.Hosting;

/// <summary>Which failures to start are the operator's to mend, and what to say about them. Anything else is a fault and keeps its stack trace.</summary>
internal static class StartupProblem
{
    /// <summary>The sentences; none for a fault.</summary>
    public static IReadOnlyCollection<string> Of(Exception exception) => exception switch
    {
        ConfigurationProblemException problem => problem.Problems,
        OptionsValidationException problem => [.. problem.Failures],
        StorageStartupException or OrleansConfigurationException => [exception.Message],

        // appsettings.json is not JSON, or has a key twice. The message names the file, the inner one the place.
        InvalidDataException { InnerException: { } inner } => [$"{exception.Message} {inner.GetBaseException().Message}"],
        AggregateException aggregate => [.. aggregate.InnerExceptions.SelectMany(Of)],
        _ => exception.InnerException is { } inner ? Of(inner) : [],
    };
}
