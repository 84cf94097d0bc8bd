using System.Text.Json;
using SessionCluster.LoadTests.Arguments;

namespace SessionCluster.LoadTests.Reports;

/// <summary>Writes a report where the command line asks for it.</summary>
internal static class ReportOutput
{
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    /// <exception cref="LoadException">A file can't be written.</exception>
    public static async Task WriteAsync(LoadOptions options, LoadReport report, TextWriter output)
    {
        await output.WriteAsync(options.Json ? JsonSerializer.Serialize(report, Snake) + "\n" : TextReport.Write(report));
        await WriteFileAsync(options.Report, () => HtmlReport.Write(report));
        await WriteFileAsync(options.Plot, () => ReportCharts.OverTime(report));
    }

    private static async Task WriteFileAsync(string? path, Func<string> text)
    {
        if (path is null)
        {
            return;
        }

        try
        {
            await File.WriteAllTextAsync(path, text());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw LoadException.Usage($"{path} can't be written ({exception.GetType().Name}).");
        }
    }
}
