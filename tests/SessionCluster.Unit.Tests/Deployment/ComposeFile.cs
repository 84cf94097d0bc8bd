using SessionCluster.Unit.Tests.Conventions;
using YamlDotNet.Serialization;

namespace SessionCluster.Unit.Tests.Deployment;

/// <summary><c>docker-compose.yml</c>, read as YAML; paths as <c>services/silo/image</c>.</summary>
internal static class ComposeFile
{
    private static readonly object Root = new DeserializerBuilder().Build().Deserialize<object>(Repository.Read("docker-compose.yml"));

    /// <summary>A text.</summary>
    public static string Text(string path) => (string)At(path);

    /// <summary>A list of texts.</summary>
    public static string[] List(string path) => [.. ((List<object>)At(path)).Cast<string>()];

    /// <summary>A map of texts.</summary>
    public static Dictionary<string, string> Map(string path) => ((Dictionary<object, object>)At(path)).ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value);

    /// <summary>The names in a map.</summary>
    public static string[] Names(string path) => [.. ((Dictionary<object, object>)At(path)).Keys.Cast<string>()];

    private static object At(string path) => path.Split('/').Aggregate(Root, (node, name) => ((Dictionary<object, object>)node)[name]);
}
