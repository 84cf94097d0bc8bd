using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Cli.Possession;

/// <summary>The <c>context</c> of a body, from what a client would declare in the clear.</summary>
internal static class ContextJson
{
    /// <summary>Digests of what is given; <see langword="null"/> when nothing is.</summary>
    public static JsonObject? Of(string? userAgent, string? device)
    {
        if (userAgent is null && device is null)
        {
            return null;
        }

        var digests = ClientContext.Of(userAgent, device);
        var context = new JsonObject { [ClaimNames.Version] = ClientContext.Version };
        if (userAgent is not null)
        {
            context[ClaimNames.UserAgent] = digests.UserAgent.ToString();
        }

        if (device is not null)
        {
            context[ClaimNames.Device] = digests.Device.ToString();
        }

        return context;
    }
}
