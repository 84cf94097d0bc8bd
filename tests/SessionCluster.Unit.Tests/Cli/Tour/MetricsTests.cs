using SessionCluster.Cli.Tour;

namespace SessionCluster.Unit.Tests.Cli.Tour;

public sealed class MetricsTests
{
    [Fact]
    public void Sessions_that_were_not_found_are_counted_and_nothing_else()
    {
        const string Page = """
            # TYPE sessioncluster_session_loads_total counter
            sessioncluster_session_loads_total{otel_scope_name="SessionCluster",found="True"} 7 1772366400000
            sessioncluster_session_loads_total{otel_scope_name="SessionCluster",found="False"} 12 1772366400000
            sessioncluster_session_loads_total{found="False",zone="b"} 1e1
            sessioncluster_storage_reads_total{found="False"} 99
            """;

        Assert.Equal(22, Metrics.Misses(Page));
        Assert.Equal(0, Metrics.Misses(""));
    }
}
