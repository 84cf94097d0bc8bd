using Microsoft.Extensions.Configuration;
using SessionCluster.Cli.Tour;
using SessionCluster.Cli.Tour.Steps;
using SessionCluster.Cli.Tour.Steps.Renewal;
using SessionCluster.Core.Classes;
using SessionCluster.Silo.Configuration;
using SessionCluster.Unit.Tests.Conventions;

namespace SessionCluster.Unit.Tests.Configuration;

/// <summary>The settings files that are shipped.</summary>
public sealed class ShippedSettingsTests
{
    [Fact]
    public void Out_of_the_box_no_class_is_bearer()
    {
        var (classes, problems) = Read("appsettings.json");

        Assert.Empty(problems);
        Assert.Equal(DefaultSessionClasses.All.ToHashSet(), classes.All.ToHashSet());
        Assert.DoesNotContain(classes.All, item => item.BearerAllowed);
    }

    [Fact]
    public void Development_names_a_bearer_exception_and_classes_for_the_tour_and_says_why()
    {
        var (classes, problems) = Read("appsettings.json", "appsettings.Development.json");

        Assert.Empty(problems);
        var own = classes.All.Except(DefaultSessionClasses.All).ToDictionary(item => item.Name.Value);
        Assert.Equal(["interactive", LongSessionStep.Class, ForgottenSession.Class, LivedSession.Class], own.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(DefaultSessionClasses.Interactive with { BearerAllowed = true }, own["interactive"]);
        Assert.Equal(TimeSpan.FromSeconds(5), own[LongSessionStep.Class].AbsoluteLifetime);
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(10)), (own[ForgottenSession.Class].IdleTimeout, own[ForgottenSession.Class].AbsoluteLifetime));
        Assert.Equal((TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2)), (own[LivedSession.Class].RotationGrace, own[LivedSession.Class].BearerRotationGrace));
        Assert.Equal(own.Count, Repository.Read("silo/SessionCluster.Silo/appsettings.Development.json").Split("\"Justification\": \"Development only").Length - 1);
    }

    [Fact]
    public void Only_the_launch_profile_turns_Development_on() =>
        Assert.Equal(
            ["silo/SessionCluster.Silo/Properties/launchSettings.json"],
            Repository.TextFiles(".json").Where(file => Repository.Read(file).Contains("ASPNETCORE_ENVIRONMENT", StringComparison.Ordinal)));

    private static (SessionClassCatalog Classes, IReadOnlyList<string> Problems) Read(params string[] files)
    {
        var builder = new ConfigurationBuilder().SetBasePath(Path.Combine(Repository.Root, "silo/SessionCluster.Silo"));
        foreach (var file in files)
        {
            builder.AddJsonFile(file);
        }

        var problems = new List<string>();
        var root = SettingsSection.Of(builder.Build(), problems);
        SiloSettingsReader.Read(root, Repository.Root);
        return (SessionClassReader.Read(root.Child("Classes")), problems);
    }
}
