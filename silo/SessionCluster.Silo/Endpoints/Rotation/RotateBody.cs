using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Silo.Endpoints.Rotation;

/// <summary>Reads what <c>POST /sessions/rotate</c> asks for.</summary>
internal static class RotateBody
{
    public static RotateRequest? Parse(ReadOnlySpan<byte> utf8, Caller caller, out Problem? problem)
    {
        var json = new StrictJson(utf8);
        PresentedReader presented = default;
        RotationId id = default;
        var members = json.Begin(RotateMembers.Request);
        while (json.TryNext(ref members, out var name))
        {
            if (name == ClaimNames.RotationId)
            {
                json.Require(RotationId.TryParse(json.Text(), out id));
            }
            else if (!presented.TryRead(ref json, name))
            {
                throw new InvalidOperationException($"Nobody reads member '{name}'.");
            }
        }

        json.End();
        presented.Check(ref json);
        problem = json.Problem;
        return problem is null ? new(presented, id) : null;
    }
}
