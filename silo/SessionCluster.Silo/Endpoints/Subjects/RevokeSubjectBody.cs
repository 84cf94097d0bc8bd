using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Endpoints.Reading;
using SessionCluster.Silo.Endpoints.Revocation;

namespace SessionCluster.Silo.Endpoints.Subjects;

/// <summary>Reads what <c>POST /subjects/{sub}/revoke</c> asks for.</summary>
internal static class RevokeSubjectBody
{
    public static RevokeSubjectRequest? Parse(ReadOnlySpan<byte> utf8, Caller caller, out Problem? problem)
    {
        var json = new StrictJson(utf8);
        ReasonReader reason = default;
        PresentedReader? keep = null;
        var members = json.Begin(RevokeSubjectMembers.Request);
        while (json.TryNext(ref members, out var name))
        {
            if (name == ClaimNames.Keep)
            {
                keep = ReadKeep(ref json);
            }
            else if (!reason.TryRead(ref json, name))
            {
                throw new InvalidOperationException($"Nobody reads member '{name}'.");
            }
        }

        json.End();
        keep?.Check(ref json);
        var order = reason.ToOrder(ref json, caller);
        problem = json.Problem;
        return problem is null ? new(order, keep) : null;
    }

    private static PresentedReader ReadKeep(ref StrictJson json)
    {
        PresentedReader presented = default;
        var members = json.Object();
        while (json.TryNext(ref members, out var name))
        {
            if (!presented.TryRead(ref json, name))
            {
                throw new InvalidOperationException($"Nobody reads member '{name}'.");
            }
        }

        return presented;
    }
}
