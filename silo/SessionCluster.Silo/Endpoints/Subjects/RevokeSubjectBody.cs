using SessionCluster.Abstractions.Revocation;
using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Endpoints.Reading;
using SessionCluster.Silo.Endpoints.Revocation;

namespace SessionCluster.Silo.Endpoints.Subjects;

/// <summary>Reads what <c>POST /subjects/{sub}/revoke</c> asks for.</summary>
internal static class RevokeSubjectBody
{
    public static RevocationOrder? Parse(ReadOnlySpan<byte> utf8, Caller caller, out Problem? problem)
    {
        var json = new StrictJson(utf8);
        ReasonReader reason = default;
        var members = json.Begin(RevokeSubjectMembers.Request);
        while (json.TryNext(ref members, out var name))
        {
            if (!reason.TryRead(ref json, name))
            {
                throw new InvalidOperationException($"Nobody reads member '{name}'.");
            }
        }

        json.End();
        var order = reason.ToOrder(ref json, caller);
        problem = json.Problem;
        return problem is null ? order : null;
    }
}
