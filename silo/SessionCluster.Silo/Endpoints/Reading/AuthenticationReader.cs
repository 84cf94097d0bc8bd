using System.Collections.Immutable;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Endpoints.Establishment;

namespace SessionCluster.Silo.Endpoints.Reading;

/// <summary>Reads <c>authentication</c>.</summary>
internal static class AuthenticationReader
{
    /// <summary>Reads the current member.</summary>
    public static AuthenticationEvent Read(ref StrictJson json)
    {
        ImmutableArray<string> methods = [];
        var authenticatedAt = 0L;
        string? id = null;

        var members = json.Object();
        while (json.TryNext(ref members, out var name))
        {
            switch (name)
            {
                case ClaimNames.Methods:
                    methods = [.. json.Texts(AuthenticationEvent.MaxMethods)];
                    json.Require(methods.All(AuthenticationEvent.IsMethod));
                    break;
                case ClaimNames.AuthenticatedAt:
                    authenticatedAt = json.Integer(0, EstablishMembers.LastSecond);
                    break;
                case ClaimNames.Id:
                    id = json.Text();
                    json.Require(id is { Length: >= 1 and <= AuthenticationEvent.MaxIdLength });
                    break;
                default:
                    throw new InvalidOperationException($"Nobody reads member '{name}'.");
            }
        }

        return new(methods, DateTimeOffset.FromUnixTimeSeconds(authenticatedAt), id);
    }
}
