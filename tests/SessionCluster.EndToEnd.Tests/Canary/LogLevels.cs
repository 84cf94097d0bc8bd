using System.Text.Json.Nodes;

namespace SessionCluster.EndToEnd.Tests.Canary;

/// <summary>Log level Trace for every category, those that the shipped settings name included.</summary>
internal static class LogLevels
{
    public static string[] Trace { get; } =
    [
        .. JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "appsettings.json")))!["Logging"]!["LogLevel"]!.AsObject()
            .Select(category => $"--Logging:LogLevel:{category.Key}=Trace"),
    ];
}
