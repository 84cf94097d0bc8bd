using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Signals;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Client.Sessions;
using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Silo.Endpoints.Signals;

/// <summary>Reads what <c>POST /sessions/signal</c> reports.</summary>
internal static class SignalBody
{
    public static SignalDescriptor? Parse(ReadOnlySpan<byte> utf8, Caller caller, out Problem? problem)
    {
        var json = new StrictJson(utf8);
        string? token = null;
        SessionId id = default;
        SignalType type = default;
        RiskLevel level = default;
        var members = json.Begin(SignalMembers.Request);
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
                case ClaimNames.Type:
                    json.Require(SignalWords.TryParse(json.Text(), out type));
                    break;
                case ClaimNames.Level:
                    json.Require(RiskWords.TryParse(json.Text(), out level));
                    break;
                default:
                    throw new InvalidOperationException($"Nobody reads member '{name}'.");
            }
        }

        json.End();
        if (id.IsUnset == (token is null))
        {
            json.RejectWhole($"Send member '{ClaimNames.Token}' or member '{ClaimNames.SessionId}', one of them.");
        }
        else if (type == SignalType.Leak && token is null)
        {
            json.RejectWhole($"A leak is reported with member '{ClaimNames.Token}': a handle is no secret, and nothing of it leaks.");
        }

        problem = json.Problem;
        return problem is not null ? null : token is null ? new SignalDescriptor.ById(id, type, level, caller.Id) : new SignalDescriptor.ByToken(token, type, level, caller.Id);
    }
}
