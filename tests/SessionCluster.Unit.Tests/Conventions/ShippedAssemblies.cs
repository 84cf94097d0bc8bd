namespace SessionCluster.Unit.Tests.Conventions;

/// <summary>The assemblies of <c>grains/</c>, <c>client/</c> and <c>silo/</c>.</summary>
public static class ShippedAssemblies
{
    public const string Prefix = "SessionCluster.";

    public static TheoryData<string> Names => [Prefix + "Abstractions", Prefix + "Core", Prefix + "Grains", Prefix + "Client", Prefix + "AspNetCore", Prefix + "Client.Testing", Prefix + "Cli", Prefix + "Silo"];
}
