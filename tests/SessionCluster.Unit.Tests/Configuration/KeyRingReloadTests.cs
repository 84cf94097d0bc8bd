using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Grains.Keys;
using SessionCluster.Silo.Configuration;

namespace SessionCluster.Unit.Tests.Configuration;

[Rule("H2")]
public sealed class KeyRingReloadTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("sessioncluster-reload-").FullName;
    private readonly List<string> _log = [];
    private readonly EdgeRing _edge;
    private readonly SiloRing _silo;
    private readonly KeyRingReload _reload;

    public KeyRingReloadTests()
    {
        Write("edge.json", 1, 1);
        Write("silo.json", 9, 9);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("SessionCluster:EdgeRing:File", PathOf("edge.json")), new("SessionCluster:SiloRing:File", PathOf("silo.json"))]).Build();
        var rings = KeyRings.Read(SettingsSection.Of(configuration, []), isDevelopment: false);
        (_edge, _silo) = (new(rings.Edge!), new(rings.Silo!));
        _reload = new(configuration, new Production(), _edge, _silo, new FakeTimeProvider(), new ListLogger(_log));
    }

    public void Dispose()
    {
        _reload.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public void Keys_are_added_made_current_and_retired_without_a_restart()
    {
        Write("edge.json", 1, 1, 2);
        _reload.Reload();
        Assert.Equal(((byte)1, true, true), (_edge.Current.CurrentId, _edge.Current.Contains(1), _edge.Current.Contains(2)));

        Write("edge.json", 2, 1, 2);
        _reload.Reload();
        Assert.Equal(((byte)2, true), (_edge.Current.CurrentId, _edge.Current.Contains(1)));

        Write("edge.json", 2, 2);
        _reload.Reload();
        Assert.False(_edge.Current.Contains(1));
        Assert.Equal("The edge ring was replaced: it has keys 2, current 2.", _log[^1]);
        Assert.Equal(9, _silo.Current.CurrentId);
    }

    [Fact]
    public void A_key_that_changes_under_its_id_is_taken_over()
    {
        var former = _edge.Current.Describe().Keys[0];
        WriteKeys("edge.json", 1, (1, 77));

        _reload.Reload();

        Assert.NotEqual(former, _edge.Current.Describe().Keys[0]);
    }

    [Fact]
    public void What_did_not_change_is_not_replaced()
    {
        var former = (_edge.Current, _silo.Current);

        _reload.Reload();

        Assert.Equal(former, (_edge.Current, _silo.Current));
        Assert.Empty(_log);
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("""{ "current": 3, "keys": {} }""")]
    [InlineData("""{ "current": 3, "current": 3, "keys": {} }""")]
    [InlineData("""{ "current": 3, "keys": {}, "\ud800": 1 }""")]
    [InlineData("""{ "current": 1, "keys": { "1": "\ud800" } }""")]
    [InlineData("[]")]
    [InlineData(null)]
    public void A_file_with_a_problem_changes_nothing_and_is_told_about_once(string? content)
    {
        var former = _edge.Current;
        if (content is null)
        {
            File.Delete(PathOf("edge.json"));
        }
        else
        {
            File.WriteAllText(PathOf("edge.json"), content);
        }

        _reload.Reload();
        _reload.Reload();

        Assert.Same(former, _edge.Current);
        Assert.StartsWith("A ring file has a problem; the rings stay as they are.", Assert.Single(_log), StringComparison.Ordinal);
    }

    [Fact, Rule("A10")]
    public void A_key_of_the_other_ring_is_not_taken_over()
    {
        WriteKeys("silo.json", 9, (9, 1));

        _reload.Reload();

        Assert.Contains("SiloRing:Keys:9 is a key of SessionCluster:EdgeRing, too", Assert.Single(_log), StringComparison.Ordinal);
    }

    [Fact, Rule("H3")]
    public void A_ring_that_was_generated_for_development_is_not_taken_over()
    {
        var file = JsonNode.Parse(File.ReadAllText(PathOf("edge.json")))!;
        file["development"] = true;
        file["current"] = 1;
        File.WriteAllText(PathOf("edge.json"), file.ToJsonString());

        _reload.Reload();

        Assert.Contains("which was generated for development", Assert.Single(_log), StringComparison.Ordinal);
    }

    private string PathOf(string file) => Path.Combine(_directory, file);

    private void Write(string file, byte current, params byte[] ids) => WriteKeys(file, current, [.. ids.Select(id => (id, id))]);

    private void WriteKeys(string file, byte current, params (byte Id, byte Fill)[] keys)
    {
        var json = new JsonObject { ["current"] = current, ["keys"] = new JsonObject(keys.Select(key => KeyValuePair.Create($"{key.Id}", (JsonNode?)Convert.ToBase64String([.. Enumerable.Repeat(key.Fill, 32)])))) };
        File.WriteAllText(PathOf(file), json.ToJsonString());
    }

    private sealed class ListLogger(List<string> lines) : ILogger<KeyRingReload>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines.Add(formatter(state, exception));
    }

    private sealed class Production : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Production;

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
