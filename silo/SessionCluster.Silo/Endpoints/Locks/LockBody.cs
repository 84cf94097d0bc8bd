using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Client.Sessions;
using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Endpoints.Establishment;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Endpoints.Reading;
using SessionCluster.Silo.Endpoints.Revocation;

namespace SessionCluster.Silo.Endpoints.Locks;

/// <summary>Reads what <c>POST /locks</c> asks for.</summary>
internal static class LockBody
{
    public static LockOrder? Parse(ReadOnlySpan<byte> utf8, Caller caller, out Problem? problem)
    {
        var json = new StrictJson(utf8);
        LockDimension dimension = default;
        string? value = null, message = null;
        DateTimeOffset? until = null;
        ReasonReader reason = default;
        var members = json.Begin(LockMembers.Request);
        while (json.TryNext(ref members, out var name))
        {
            switch (name)
            {
                case ClaimNames.Dimension:
                    json.Require(LockWords.TryParse(json.Text(), out dimension));
                    break;
                case ClaimNames.Value:
                    value = json.Text();
                    json.Require(value is { Length: > 0 });
                    break;
                case ClaimNames.Until:
                    until = DateTimeOffset.FromUnixTimeSeconds(json.Integer(0, EstablishMembers.LastSecond));
                    break;
                case ClaimNames.Message:
                    message = json.Text();
                    json.Require(message is { Length: >= 1 and <= LockOrder.MaxMessageLength } && !message.Any(char.IsControl));
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
        if (!LockOrderCheck.NamesSomething(dimension, value ?? ""))
        {
            json.RejectWhole($"Member '{ClaimNames.Value}' must be a client id, a thumbprint of 43 characters or a device id, as '{ClaimNames.Dimension}' says; for all, leave it out.");
        }

        var order = reason.ToOrder(ref json, caller);
        problem = json.Problem;
        return problem is null ? new(dimension, value ?? "", order) { Until = until, Message = message } : null;
    }
}
