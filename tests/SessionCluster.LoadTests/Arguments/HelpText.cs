using System.Globalization;
using System.Text;
using SessionCluster.LoadTests.Scenarios;

namespace SessionCluster.LoadTests.Arguments;

/// <summary>The answer to <c>--help</c>.</summary>
internal static class HelpText
{
    public static string Text { get; } = Write();

    private static string Write()
    {
        var text = new StringBuilder();
        text.AppendLine("usage: dotnet run -c Release --project tests/SessionCluster.LoadTests -- SCENARIO [options]").AppendLine();
        text.AppendLine("scenarios");
        foreach (var scenario in ScenarioTable.All)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {scenario.Name,-14} {scenario.Description}");
        }

        text.AppendLine().AppendLine("options");
        foreach (var option in OptionTable.All)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {$"{option.Name} {option.Value}".TrimEnd(),-22} {option.Help}");
        }

        text.AppendLine().AppendLine("Credentials for HTTP: SESSIONCTL_CLIENT_ID and SESSIONCTL_CLIENT_SECRET, with the permissions establish, validate, revoke and administer.");
        text.AppendLine("Exit codes: 0 every check and requirement holds, 1 a guarantee was violated or a requirement missed, 2 usage, 3 the service is unavailable.");
        return text.ToString();
    }
}
