using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Silo.Endpoints.Reading;

/// <summary>Reads <c>context</c>.</summary>
internal static class ContextReader
{
    public static ClientContext Read(ref StrictJson json)
    {
        Digest128 userAgent = default, device = default;
        var members = json.Object();
        while (json.TryNext(ref members, out var name))
        {
            switch (name)
            {
                case ClaimNames.Version:
                    json.Integer(ClientContext.Version, ClientContext.Version);
                    break;
                case ClaimNames.UserAgent:
                    json.Require(Digest128.TryParse(json.Text(), out userAgent));
                    break;
                case ClaimNames.Device:
                    json.Require(Digest128.TryParse(json.Text(), out device));
                    break;
                default:
                    throw new InvalidOperationException($"Nobody reads member '{name}'.");
            }
        }

        return new(userAgent, device);
    }
}
