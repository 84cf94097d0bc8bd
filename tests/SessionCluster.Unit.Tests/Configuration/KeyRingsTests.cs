using SessionCluster.Silo.Configuration;

namespace SessionCluster.Unit.Tests.Configuration;

public sealed class KeyRingsTests : IDisposable
{
    private static readonly string A = Convert.ToBase64String([.. Enumerable.Repeat((byte)1, 32)]);
    private static readonly string B = Convert.ToBase64String([.. Enumerable.Repeat((byte)2, 32)]);

    private readonly string _directory = Directory.CreateTempSubdirectory("sessioncluster-rings-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Two_configured_rings_are_read()
    {
        var rings = Read(isDevelopment: false, ("EdgeRing:Current", "1"), ("EdgeRing:Keys:1", A), ("SiloRing:Current", "2"), ("SiloRing:Keys:2", B)).Good;

        Assert.Equal((1, 2), (rings.Edge!.CurrentId, rings.Silo!.CurrentId));
    }

    [Fact, Rule("H2")]
    public void Outside_Development_no_ring_is_made_up()
    {
        var reading = Read(isDevelopment: false);

        Assert.Equal(2, reading.Problems.Count);
        Assert.StartsWith("SessionCluster:EdgeRing is missing: outside Development key rings are configured, never generated.", reading.Problems[0], StringComparison.Ordinal);
        Assert.StartsWith("SessionCluster:SiloRing is missing", reading.Problems[1], StringComparison.Ordinal);
    }

    /// <summary>Every API service holds the edge ring; with it nobody may make a seal.</summary>
    [Fact, Rule("A10")]
    public void The_two_rings_have_no_key_in_common()
    {
        var problem = Assert.Single(Read(isDevelopment: false, ("EdgeRing:Current", "1"), ("EdgeRing:Keys:1", A), ("SiloRing:Current", "2"), ("SiloRing:Keys:1", B), ("SiloRing:Keys:2", A)).Problems);

        Assert.StartsWith("SessionCluster:SiloRing:Keys:2 is a key of SessionCluster:EdgeRing, too", problem, StringComparison.Ordinal);
        Assert.DoesNotContain(A, problem, StringComparison.Ordinal);
    }

    [Fact, Rule("N22"), Rule("H3")]
    public void A_ring_that_was_generated_for_development_is_refused_elsewhere()
    {
        var file = Path.Combine(_directory, "edge-ring.json");
        DevelopmentFiles.EnsureRing(file);
        (string, string?)[] settings = [("EdgeRing:File", file), ("SiloRing:Current", "2"), ("SiloRing:Keys:2", B)];

        Assert.NotNull(Read(isDevelopment: true, settings).Good.Edge);
        Assert.Equal([$"SessionCluster:EdgeRing:File is {file}, which was generated for development: outside Development give a ring of your own."], Read(isDevelopment: false, settings).Problems);
    }

    [Fact]
    public void A_ring_that_does_not_parse_is_told_by_its_key_and_without_its_value()
    {
        var problem = Assert.Single(Read(isDevelopment: true, ("EdgeRing:Current", "1"), ("EdgeRing:Keys:1", A[1..]), ("SiloRing:Current", "2"), ("SiloRing:Keys:2", B)).Problems);

        Assert.StartsWith("SessionCluster:EdgeRing:Keys:1", problem, StringComparison.Ordinal);
        Assert.DoesNotContain(A[1..], problem, StringComparison.Ordinal);
    }

    private static Reading<KeyRings> Read(bool isDevelopment, params (string Key, string? Value)[] settings) => Reading.Of(root => KeyRings.Read(root, isDevelopment), settings);
}
