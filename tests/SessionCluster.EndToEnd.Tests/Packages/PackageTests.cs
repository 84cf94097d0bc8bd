using System.IO.Compression;
using System.Xml.Linq;

namespace SessionCluster.EndToEnd.Tests.Packages;

/// <summary>What <c>dotnet pack</c> makes, and an empty project that uses it and nothing else of this repository.</summary>
public sealed class PackageTests(PackedPackages packages) : IClassFixture<PackedPackages>
{
    /// <summary>Each package, and what it depends on of ours: never what decides inside a grain.</summary>
    public static TheoryData<string, string> Dependencies => new()
    {
        { "SessionCluster.Abstractions", "" },
        { "SessionCluster.Client", "SessionCluster.Abstractions" },
        { "SessionCluster.AspNetCore", "SessionCluster.Client" },
        { "SessionCluster.Client.Testing", "SessionCluster.Client" },
    };

    [Theory]
    [MemberData(nameof(Dependencies))]
    public void A_package_has_what_its_reader_needs_and_depends_on_what_its_user_needs(string id, string dependencies)
    {
        using var package = ZipFile.OpenRead(packages.PathOf(id, "nupkg"));
        var names = package.Entries.Select(entry => entry.FullName).ToArray();
        Assert.Contains("README.md", names);
        Assert.Contains($"lib/net10.0/{id}.dll", names);
        Assert.Contains($"lib/net10.0/{id}.xml", names);
        using var symbols = ZipFile.OpenRead(packages.PathOf(id, "snupkg"));
        Assert.Contains($"lib/net10.0/{id}.pdb", symbols.Entries.Select(entry => entry.FullName));

        using var stream = package.GetEntry($"{id}.nuspec")!.Open();
        var metadata = XDocument.Load(stream).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
        Assert.Equal("MIT", Text(metadata, "license"));
        Assert.Equal("README.md", Text(metadata, "readme"));
        Assert.InRange(Text(metadata, "description").Length, 60, 300);
        var found = metadata.Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value).ToArray();
        Assert.Equal(dependencies, string.Join(", ", found.Where(name => name.StartsWith("SessionCluster.", StringComparison.Ordinal))));
        Assert.DoesNotContain(found, name => name.Contains("Analyzers", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_empty_project_that_takes_the_packages_builds_and_runs()
    {
        var output = await packages.RunConsumerAsync(
            """
            using Microsoft.AspNetCore.Authorization;
            using SessionCluster.Abstractions.Identifiers;
            using SessionCluster.Client;
            using SessionCluster.Client.Testing;

            var sessions = new FakeSessionClient();
            var services = new ServiceCollection().AddLogging().AddSingleton<ISessionClient>(sessions);
            services.AddAuthentication().AddSessionCluster(options => options.Audience = "orders");
            _ = new AuthorizationPolicyBuilder().RequireScope("orders.read");
            var token = sessions.Issue("alice", "orders", "orders.read");
            var presented = new SessionCluster.Client.Sessions.ValidateDescriptor { Token = token.Reveal(), Audience = Audience.Create("orders") };
            var provider = new DefaultServiceProviderFactory().CreateServiceProvider(services);
            Console.WriteLine(await provider.GetRequiredService<ISessionClient>().ValidateAsync(presented));
            sessions.Revoke(token);
            Console.WriteLine(await provider.GetRequiredService<ISessionClient>().ValidateAsync(presented));
            """);

        Assert.Equal("accepted\nrefused: Revoked\n", output);
    }

    private static string Text(XElement metadata, string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
}
