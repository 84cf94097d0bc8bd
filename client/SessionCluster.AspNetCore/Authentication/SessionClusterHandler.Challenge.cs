using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.AspNetCore.Authorization;

namespace SessionCluster.AspNetCore.Authentication;

/// <summary>What is answered to a request that is not let in.</summary>
internal sealed partial class SessionClusterHandler
{
    private const string RetryAfterSeconds = "1";

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_isMalformed)
        {
            Answer(StatusCodes.Status400BadRequest, Challenges.InvalidRequest);
        }
        else if (_verdict is { Outcome: VerdictOutcome.Refused } refused)
        {
            Refuse(refused.Refusal, ValidationRequirements.None);
        }
        else if (_verdict is { IsAccepted: false })
        {
            // In doubt is no refusal: a client that were told 401 would throw its token away (G6).
            AskForPatience(StatusCodes.Status503ServiceUnavailable);
        }
        else
        {
            // RFC 6750 section 3.1, RFC 9449 section 7.1: no error code for a request without credentials, and a challenge for each way to present them.
            Answer(StatusCodes.Status401Unauthorized, Challenges.DPoP);
            Answer(StatusCodes.Status401Unauthorized, $"{SchemeWords.Bearer} realm=\"{Options.Audience}\"");
        }

        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        if (Context.Features.Get<UnmetRequirement>() is { } unmet)
        {
            Refuse(unmet.Refusal, unmet.Requirements);
        }
        else
        {
            Response.StatusCode = StatusCodes.Status403Forbidden;
        }

        return Task.CompletedTask;
    }

    private void Refuse(SessionRefusal refusal, ValidationRequirements requirements)
    {
        var status = Challenges.StatusOf(refusal);
        if (status == StatusCodes.Status429TooManyRequests)
        {
            // Nothing is wrong with the token or its proof.
            AskForPatience(status);
        }
        else
        {
            Answer(status, Challenges.Of(refusal, requirements, _scheme));
        }
    }

    private void AskForPatience(int status)
    {
        Response.StatusCode = status;
        Response.Headers.RetryAfter = RetryAfterSeconds;
    }

    private void Answer(int status, string challenge)
    {
        Response.StatusCode = status;
        Response.Headers.Append("WWW-Authenticate", challenge);
    }
}
