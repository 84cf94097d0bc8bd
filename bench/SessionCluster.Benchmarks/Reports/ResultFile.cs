namespace SessionCluster.Benchmarks.Reports;

/// <summary>Keeps a report where reports are kept.</summary>
internal static class ResultFile
{
    public static async Task WriteAsync(string name, string markdown)
    {
        var path = Path.Combine("bench", "results", name);
        await File.WriteAllTextAsync(path, markdown);
        Console.WriteLine(markdown);
        Console.WriteLine($"written to {path}");
    }
}
