using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Silo.Endpoints.Revocation;

/// <summary>Reads what <c>POST /sessions/revoke</c> asks for.</summary>
internal static class RevokeBody
{
    public static RevokeRequest? Parse(ReadOnlySpan<byte> utf8, Caller caller, out Problem? problem)
    {
        var json = new StrictJson(utf8);
        string? token = null;
        SessionId id = default;
        ReasonReader reason = default;

        var members = json.Begin(RevokeMembers.Request);
        while (json.TryNext(ref members, out var name))
        {
            switch (name)
            {
                case ClaimNames.Token:
                    token = json.TokenText();
                    break;
                case ClaimNames.SessionId:
                    json.Require(SessionId.TryParse(json.Text(), out id));
                    break;
                default:
                    if (!reason.TryRead(ref json, name))
                    {
                        throw new InvalidOperationException($"Nobody reads member '{name}'.");
                    }

                    break;
            }
        }

        json.End();
        if (id.IsUnset == (token is null))
        {
            json.RejectWhole($"Send member '{ClaimNames.Token}' or member '{ClaimNames.SessionId}', one of them.");
        }

        var order = reason.ToOrder(ref json, caller);
        problem = json.Problem;
        return problem is null ? new(token, id, order) : null;
    }
}
