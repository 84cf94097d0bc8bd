using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using SessionCluster.Silo.Configuration;
using SessionCluster.Silo.Hosting;
using SessionCluster.Silo.Storage;

namespace SessionCluster.Unit.Tests.Hosting;

public sealed class StartupProblemTests
{
    [Fact]
    public void What_the_operator_can_mend_is_told_wherever_it_stands_in_the_failure()
    {
        Assert.Equal(["a", "b"], StartupProblem.Of(new ConfigurationProblemException(["a", "b"])));
        Assert.Equal(["in use"], StartupProblem.Of(new InvalidOperationException("outer", new StorageStartupException("in use"))));
        Assert.Equal(["option"], StartupProblem.Of(new OrleansConfigurationException("option")));
        Assert.Equal(["x", "y"], StartupProblem.Of(new AggregateException(new OptionsValidationException("o", typeof(string), ["x", "y"]), new IOException())));
    }

    [Fact]
    public void A_fault_keeps_its_stack_trace() => Assert.Empty(StartupProblem.Of(new InvalidOperationException("a bug", new IOException("another"))));

    [Theory]
    [InlineData("{ \"a\": ")]
    [InlineData("{ \"a\": 1, \"a\": 2 }")]
    public void A_settings_file_that_does_not_parse_is_told_by_its_name(string content)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("sessioncluster-json-").FullName, "appsettings.json");
        File.WriteAllText(file, content);

        var failure = Record.Exception(() => new ConfigurationBuilder().AddJsonFile(file).Build());

        Assert.Contains(file, Assert.Single(StartupProblem.Of(failure!)), StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }
}
