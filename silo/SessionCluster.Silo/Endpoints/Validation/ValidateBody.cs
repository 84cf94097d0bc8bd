using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
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

        var members = json.Begin(ValidateMembers.Request);
        while (json.TryNext(ref members, out var name))
        {
            switch (name)
            {
                case ClaimNames.Token:
                    token = json.TokenText();
                    break;
                case ClaimNames.Scheme:
                    scheme = ReadScheme(ref json);
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
                default:
                    throw new InvalidOperationException($"Nobody reads member '{name}'.");
            }
        }

        json.End();
        problem = json.Problem;
        return problem is not null ? null : new()
        {
            Token = token!,
            Scheme = scheme,
            Audience = audience,
            Activity = activity,
            Requirements = requirements,
            Attempt = attempt,
            Caller = caller.Id,
        };
    }

    private static TokenScheme ReadScheme(ref StrictJson json)
    {
        var word = json.Text();
        if (!SchemeWords.TryParse(word, out var scheme))
        {
            json.RejectUnsupported("this version knows the scheme Bearer only.");
        }

        return scheme;
    }

    private static ValidationRequirements ReadRequirements(ref StrictJson json)
    {
        var scope = ScopeSet.Empty;
        var assurance = AssuranceLevel.None;
        TimeSpan? maxAge = null;

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
                default:
                    throw new InvalidOperationException($"Nobody reads member '{name}'.");
            }
        }

        return new() { Scope = scope, Assurance = assurance, MaxAuthenticationAge = maxAge };
    }
}
