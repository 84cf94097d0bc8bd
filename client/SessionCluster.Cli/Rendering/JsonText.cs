using System.Text.Encodings.Web;
using System.Text.Json;

namespace SessionCluster.Cli.Rendering;

/// <summary>How JSON is written that does not come from the service as it is.</summary>
internal static class JsonText
{
    /// <summary>One line, and nothing escaped for HTML: as the service writes.</summary>
    public static JsonSerializerOptions Plain { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
