using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.AspNetCore.Possession;
using SessionCluster.AspNetCore.Rotation;
using SessionCluster.Client;
using SessionCluster.Client.Possession;

namespace SessionCluster.AspNetCore.Authentication;

/// <summary>
/// Validates the token of each request, with its proof or certificate, and answers as RFC 6750 section 3, RFC 9449 sections 7 and 9 and RFC 9470 section 3 say. Nothing is kept from one request to the next, and whether a
/// session may be presented in this way is the session's to decide.
/// </summary>
internal sealed partial class SessionClusterHandler(IOptionsMonitor<SessionClusterOptions> options, ILoggerFactory logger, UrlEncoder encoder, ISessionClient sessions, BearerRotation rotation)
    : AuthenticationHandler<SessionClusterOptions>(options, logger, encoder)
{
    // A handler lives as long as its request: what was found is what the challenge answers.
    private bool _isMalformed;
    private TokenScheme _scheme = TokenScheme.Bearer;
    private SessionVerdict? _verdict;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        switch (AuthorizationHeader.Read(Request.Headers.Authorization, out var token))
        {
            case AuthorizationKind.None:
                return Task.FromResult(AuthenticateResult.NoResult());
            case AuthorizationKind.DPoP:
                _scheme = TokenScheme.DPoP;
                return RequestPossession.TryReadProof(Request, Options, out var proven)
                    ? ValidateAsync(token, proven)
                    : Task.FromResult(ToResult(_verdict = SessionVerdict.Refuse(SessionRefusal.ProofInvalid)));
            case AuthorizationKind.Bearer:
                if (!RequestPossession.TryReadCertificate(Context, Options, out var shown))
                {
                    LogUnreadableCertificate(Logger, Options.ForwardedCertificate.Header!);
                }

                return ValidateAsync(token, shown);
            default:
                _isMalformed = true;
                return Task.FromResult(AuthenticateResult.Fail("The Authorization header is malformed, or there are several."));
        }
    }

    private async Task<AuthenticateResult> ValidateAsync(string token, PresentedPossession possession)
    {
        _verdict = await sessions.ValidateAsync(
            new()
            {
                Token = token,
                Scheme = _scheme,
                Audience = Audience.Create(Options.Audience),
                Activity = Options.Activity,
                Possession = possession,
                Context = Options.ClientContext.Read(Request),
            },
            Context.RequestAborted);
        if (_verdict.Refusal == SessionRefusal.ProofInvalid && possession.Proof is { } proof)
        {
            LogProofInvalid(Logger, proof.Method, proof.Uri);
        }

        if (_verdict.Nonce is { } nonce)
        {
            NonceHeader.Write(Response, nonce);
        }

        await rotation.OfferAsync(Context, token, _verdict, Options.Rotation);

        return ToResult(_verdict);
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
}
