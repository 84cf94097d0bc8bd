using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Silo.Endpoints.Renewal;

/// <summary>Reads what a step-up or a re-authentication asks for.</summary>
internal static class RenewalBody
{
    public static RenewalRequest? Parse(ReadOnlySpan<byte> utf8, Caller caller, out Problem? problem)
    {
        var json = new StrictJson(utf8);
        PresentedReader presented = default;
        SubjectId subject = default;
        AuthenticationEvent? authentication = null;
        var members = json.Begin(RenewalMembers.Request);
        while (json.TryNext(ref members, out var name))
        {
            switch (name)
            {
                case ClaimNames.Subject:
                    subject = SubjectReader.Read(ref json);
                    break;
                case ClaimNames.Authentication:
                    authentication = AuthenticationReader.Read(ref json);
                    break;
                default:
                    if (!presented.TryRead(ref json, name))
                    {
                        throw new InvalidOperationException($"Nobody reads member '{name}'.");
                    }

                    break;
            }
        }

        json.End();
        presented.Check(ref json);
        problem = json.Problem;
        return problem is null ? new(presented, subject, authentication!, caller.Id) : null;
    }
}
