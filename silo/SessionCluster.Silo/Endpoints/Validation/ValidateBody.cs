using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Sessions;
using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Silo.Endpoints.Validation;

/// <summary>Reads what <c>POST /sessions/validate</c> asks for.</summary>
internal static class ValidateBody
{
    public static ValidateDescriptor? Parse(ReadOnlySpan<byte> utf8, Caller caller, out Problem? problem)
    {
        var json = new StrictJson(utf8);
        string? token = null;
        var scheme = TokenScheme.Bearer;
        Audience audience = default;
        var activity = SessionActivity.User;
        var requirements = ValidationRequirements.None;
        AttemptId attempt = default;
        ProofReader proof = default;
        KeyThumbprint certificate = default;
        ClientContext? declared = null;

        var members = json.Begin(ValidateMembers.Request);
        while (json.TryNext(ref members, out var name))
        {
            switch (name)
            {
                case ClaimNames.Token:
                    token = json.TokenText();
                    break;
                case ClaimNames.Scheme:
                    scheme = SchemeReader.Read(ref json);
                    break;
                case ClaimNames.Audience:
                    json.Require(Audience.TryCreate(json.Text(), out audience));
                    break;
                case ClaimNames.Activity:
                    json.Require(ActivityWords.TryParse(json.Text(), out activity));
                    break;
                case ClaimNames.Required:
                    requirements = ReadRequirements(ref json);
                    break;
                case ClaimNames.Attempt:
                    json.Require(AttemptId.TryParse(json.Text(), out attempt));
                    break;
                case ClaimNames.PresentedCertificate:
                    json.Require(KeyThumbprint.TryParse(json.Text(), out certificate));
                    break;
                case ClaimNames.Context:
                    declared = ContextReader.Read(ref json);
                    break;
                default:
                    if (!proof.TryRead(ref json, name))
                    {
                        throw new InvalidOperationException($"Nobody reads member '{name}'.");
                    }

                    break;
            }
        }

        json.End();
        CheckProof(ref json, proof, scheme);
        problem = json.Problem;
        return problem is not null ? null : new()
        {
            Token = token!,
            Scheme = scheme,
            Audience = audience,
            Activity = activity,
            Requirements = requirements,
            Possession = proof.ToHeader() is var header && header is null && certificate.IsUnset ? PresentedPossession.None : new() { Proof = header, Certificate = certificate },
            Context = declared,
            Attempt = attempt,
            Caller = caller.Id,
        };
    }

    /// <summary>A proof that is missing is the end client's doing, and refused by the verdict; what is torn here is the caller's.</summary>
    private static void CheckProof(ref StrictJson json, in ProofReader proof, TokenScheme scheme)
    {
        if (proof.IsTorn)
        {
            json.RejectWhole($"Members '{ClaimNames.Proof}', '{ClaimNames.Method}' and '{ClaimNames.Uri}' belong together: send the method and the URI of the request that the proof came with.");
        }
        else if (proof.SawAny && scheme != TokenScheme.DPoP)
        {
            json.RejectWhole($"Members '{ClaimNames.Proof}', '{ClaimNames.Method}' and '{ClaimNames.Uri}' belong to scheme {SchemeWords.DPoP}: send the scheme that the token came with.");
        }
    }

    private static ValidationRequirements ReadRequirements(ref StrictJson json)
    {
        var scope = ScopeSet.Empty;
        var assurance = AssuranceLevel.None;
        TimeSpan? maxAge = null;
        var human = false;

        var members = json.Object();
        while (json.TryNext(ref members, out var name))
        {
            switch (name)
            {
                case ClaimNames.Scope:
                    json.Require(ScopeSet.TryParse(json.Text(), out scope));
                    break;
                case ClaimNames.AssuranceLevel:
                    json.Require(AssuranceWords.TryParse(json.Text(), out assurance));
                    break;
                case ClaimNames.MaxAge:
                    maxAge = TimeSpan.FromSeconds(json.Integer(0, int.MaxValue));
                    break;
                case ClaimNames.Human:
                    human = json.Flag();
                    break;
                default:
                    throw new InvalidOperationException($"Nobody reads member '{name}'.");
            }
        }

        return new() { Scope = scope, Assurance = assurance, MaxAuthenticationAge = maxAge, Human = human };
    }
}
