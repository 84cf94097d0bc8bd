using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.AspNetCore.Authorization;
using SessionCluster.Client;
using SessionCluster.Client.Possession;

namespace SessionCluster.AspNetCore.Authentication;

/// <summary>Validates the token of each request, and answers as RFC 6750 section 3 and RFC 9470 section 3 say. Nothing is kept from one request to the next.</summary>
internal sealed partial class SessionClusterHandler(IOptionsMonitor<SessionClusterOptions> options, ILoggerFactory logger, UrlEncoder encoder, ISessionClient sessions)
    : AuthenticationHandler<SessionClusterOptions>(options, logger, encoder)
{
    private const string RetryAfterSeconds = "1";

    // A handler lives as long as its request: what was found is what the challenge answers.
    private bool _isMalformed;
    private SessionVerdict? _verdict;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        switch (AuthorizationHeader.Read(Request.Headers.Authorization, out var token))
        {
            case AuthorizationKind.None or AuthorizationKind.DPoP:
                return AuthenticateResult.NoResult();
            case AuthorizationKind.Malformed or AuthorizationKind.Several:
                _isMalformed = true;
                return AuthenticateResult.Fail("The Authorization header is malformed, or there are two.");
            default:
                _verdict = await sessions.ValidateAsync(new() { Token = token, Audience = Audience.Create(Options.Audience), Activity = Options.Activity }, Context.RequestAborted);
                return ToResult(_verdict);
        }
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_isMalformed)
        {
            Answer(StatusCodes.Status400BadRequest, Challenges.InvalidRequest);
        }
        else if (_verdict is { Outcome: VerdictOutcome.Refused } refused)
        {
            Answer(Challenges.StatusOf(refused.Refusal), Challenges.Of(refused.Refusal, ValidationRequirements.None));
        }
        else if (_verdict is { IsAccepted: false })
        {
            // In doubt is no refusal: a client that were told 401 would throw its token away (G6).
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            Response.Headers.RetryAfter = RetryAfterSeconds;
        }
        else
        {
            // RFC 6750 section 3.1: no error code for a request without credentials.
            Answer(StatusCodes.Status401Unauthorized, $"Bearer realm=\"{Options.Audience}\"");
        }

        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        if (Context.Features.Get<UnmetRequirement>() is { } unmet)
        {
            Answer(Challenges.StatusOf(unmet.Refusal), Challenges.Of(unmet.Refusal, unmet.Requirements));
        }
        else
        {
            Response.StatusCode = StatusCodes.Status403Forbidden;
        }

        return Task.CompletedTask;
    }

    private AuthenticateResult ToResult(SessionVerdict verdict)
    {
        if (verdict.IsAccepted)
        {
            var properties = new AuthenticationProperties { IssuedUtc = verdict.Facts.IssuedAt, ExpiresUtc = verdict.IdleDeadline };
            return AuthenticateResult.Success(new(new ClaimsPrincipal(new SessionIdentity(verdict.Facts, Scheme.Name)), properties, Scheme.Name));
        }

        if (verdict.Outcome == VerdictOutcome.Refused)
        {
            LogRefused(Logger, RefusalCodes.Of(verdict.Refusal));
            return AuthenticateResult.Fail("The session is refused.");
        }

        LogUnavailable(Logger, verdict.Reason);
        return AuthenticateResult.Fail("Nobody can say now whether the session is good.");
    }

    private void Answer(int status, string challenge)
    {
        Response.StatusCode = status;
        Response.Headers.Append("WWW-Authenticate", challenge);
    }
}
