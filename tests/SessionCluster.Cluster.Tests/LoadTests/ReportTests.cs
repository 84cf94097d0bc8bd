using System.Text.Json;
using System.Xml.Linq;

namespace SessionCluster.Cluster.Tests.LoadTests;

/// <summary>The report: as one HTML file, as plots alone, and as JSON.</summary>
public sealed class ReportTests : IDisposable
{
    private const string Brief = "silo-loss --sessions 10 --concurrency 2 --duration 400ms --warmup 0s --seed 7";

    private readonly string _directory = Directory.CreateTempSubdirectory("sessioncluster-load-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task The_page_says_what_was_measured_and_loads_nothing()
    {
        var page = await WriteAsync("--report", Brief + " --edge-ring <i>ring</i>");

        Assert.All(["a model, in process", "closed: 2 callers", "<dt>seed</dt><dd>7</dd>", "<dt>possession</dt><dd>bearer: the token alone</dd>", "cores", "<dt>version</dt><dd>0.", "a silo lost", "G1, G3 and G5 hold"], text => Assert.Contains(text, page, StringComparison.Ordinal));
        Assert.Contains("--edge-ring &lt;i&gt;ring&lt;/i&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>", page, StringComparison.Ordinal);
        Assert.All(["<script", "<link", "src=", "href=", "@import", "url("], text => Assert.DoesNotContain(text, page, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("prefers-color-scheme:dark", page, StringComparison.Ordinal);
        Assert.DoesNotContain("sct_", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_plots_are_a_picture_of_their_own_with_the_fault_in_it()
    {
        var svg = XDocument.Parse(await WriteAsync("--plot", Brief)).Root!;
        XNamespace ns = "http://www.w3.org/2000/svg";

        Assert.Equal(ns + "svg", svg.Name);
        var texts = svg.Descendants(ns + "text").Select(text => text.Value).ToArray();
        Assert.All(["operations a second, by when they were due", "latency of validations, ms", "unavailable or wrong, % of what was due", "a silo lost"], text => Assert.Contains(text, texts));
        Assert.Single(svg.Descendants(ns + "line"), line => (string?)line.Attribute("class") == "mark");
    }

    [Fact]
    public async Task A_share_that_nobody_answered_is_drawn()
    {
        var good = Area(await WriteAsync("--plot", Brief));
        var bad = Area(await WriteAsync("--plot", Brief, Lapse.LosesAnswers));

        Assert.Single(good);
        Assert.NotEqual(good, bad);

        // How high the areas of what nobody answered reach: those of a good service lie flat on the axis.
        static HashSet<string> Area(string svg) =>
            [.. XDocument.Parse(svg).Descendants().Where(path => (string?)path.Attribute("class") == "area bad").Skip(1).SelectMany(path => path.Attribute("d")!.Value.Split('M', 'L').Skip(1).Select(point => point.Split(' ')[1].TrimEnd('Z')))];
    }

    [Fact]
    public async Task The_standard_output_is_JSON_and_nothing_else()
    {
        var run = await LoadCommand.RunAsync(new ModelTarget(Lapse.None), Brief + " --json");

        var report = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal("silo-loss", report.GetProperty("scenario").GetString());
        Assert.Equal("a silo lost", report.GetProperty("marks")[0].GetProperty("text").GetString());
        Assert.NotEqual(0, report.GetProperty("timeline").GetArrayLength());
        Assert.NotEqual(0, report.GetProperty("curve").GetArrayLength());
        Assert.Contains(report.GetProperty("operations").EnumerateArray(), row => row.GetProperty("operation").GetString() == "validate" && row.GetProperty("outcome").GetString() == "accepted" && row.GetProperty("p99").GetDouble() > 0);
        Assert.Contains("establishing 10 sessions", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_a_sentence()
    {
        var run = await LoadCommand.RunAsync(new ModelTarget(Lapse.None), $"{Brief} --report {_directory}/none/report.html");

        Assert.Equal((2, $"{_directory}/none/report.html can't be written (DirectoryNotFoundException).\n"), (run.ExitCode, run.Errors));
    }

    private async Task<string> WriteAsync(string option, string line, Lapse lapse = Lapse.None)
    {
        var path = Path.Combine(_directory, Guid.NewGuid().ToString("n"));
        Assert.Equal(0, (await LoadCommand.RunAsync(new ModelTarget(lapse), $"{line} {option} {path}")).ExitCode);
        return await File.ReadAllTextAsync(path);
    }
}
