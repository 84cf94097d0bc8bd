using System.Net;
using System.Text.RegularExpressions;
using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.Startup;

/// <summary>What is open on the management port, and only there.</summary>
public sealed partial class ManagementTests : IAsyncLifetime
{
    private readonly SiloHome _home = new();
    private HttpClient _management = null!;
    private HttpClient _service = null!;

    public async ValueTask InitializeAsync()
    {
        var silo = await _home.StartAsync("--SessionCluster:Http:ManagementUrls=http://127.0.0.1:0");
        await silo.ExpectOutputAsync("  management  ", TestContext.Current.CancellationToken);
        _management = new() { BaseAddress = new(ManagementLine().Match(silo.Output).Groups["url"].Value) };
        _service = new() { BaseAddress = silo.Address };
    }

    public async ValueTask DisposeAsync()
    {
        _management.Dispose();
        _service.Dispose();
        await _home.DisposeAsync();
    }

    [Fact]
    public async Task Metrics_of_both_meters_need_no_credentials_on_the_management_port()
    {
        var metrics = await _management.GetStringAsync("/metrics", TestContext.Current.CancellationToken);

        Assert.Contains("\nsessioncluster_fence_held", metrics, StringComparison.Ordinal);
        Assert.Contains("\norleans_", metrics, StringComparison.Ordinal);
        Assert.Equal("ready", await _management.GetStringAsync("/health/ready", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_OpenAPI_document_needs_none_there_either()
    {
        var document = await _management.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken);

        Assert.Contains($"\"url\": \"{_service.BaseAddress!.GetLeftPart(UriPartial.Authority)}\"", document, StringComparison.Ordinal);
        Assert.Contains("/sessions/validate", document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_else_is_served_on_the_management_port()
    {
        using var body = new StringContent("{}");

        Assert.Equal(HttpStatusCode.NotFound, (await _management.PostAsync("/sessions", body, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _management.GetAsync("/", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/openapi/v1.json")]
    public async Task What_is_open_there_is_closed_on_the_service_port(string path)
    {
        // The port a request claims in its Host header opens nothing.
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = _management.BaseAddress!.Authority } };

        var answer = await _service.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.DoesNotContain("sessioncluster_", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^  management +(?<url>\S+)", RegexOptions.Multiline)]
    private static partial Regex ManagementLine();
}
