using System.Text.Json.Nodes;
using SessionCluster.Unit.Tests.Tokens;

namespace SessionCluster.Unit.Tests.Client.Keys;

/// <summary>An edge ring's file in a folder of its own, whose keys are the specimen's.</summary>
internal sealed class RingFile : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("sessioncluster-ring-").FullName;

    public RingFile(byte current, params byte[] ids)
    {
        Path = System.IO.Path.Combine(_directory, "edge-ring.json");
        Write(current, ids);
    }

    public string Path { get; }

    public void Write(byte current, params byte[] ids)
    {
        var keys = ids.Select(id => KeyValuePair.Create($"{id}", (JsonNode?)Convert.ToBase64String(Specimen.KeyOf(id))));
        Write(new JsonObject { ["current"] = current, ["keys"] = new JsonObject(keys) }.ToJsonString());
    }

    /// <summary>As orchestrators do it: the new file takes the old one's place.</summary>
    public void Write(string content)
    {
        File.WriteAllText($"{Path}.new", content);
        File.Move($"{Path}.new", Path, overwrite: true);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
