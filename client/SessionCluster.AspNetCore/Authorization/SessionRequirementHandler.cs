using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using SessionCluster.Abstractions.Validation;
using SessionCluster.AspNetCore.Authentication;

namespace SessionCluster.AspNetCore.Authorization;

/// <summary>Decides scope, assurance and human presence by the facts of the session that the request was accepted with.</summary>
internal sealed class SessionRequirementHandler(TimeProvider clock) : IAuthorizationHandler
{
    public Task HandleAsync(AuthorizationHandlerContext context)
    {
        var facts = context.User.GetSession();
        foreach (var requirement in context.Requirements)
        {
            if (Unmet(requirement, facts) is { } unmet)
            {
                // Scope before assurance, as a session decides.
                if (context.Resource is HttpContext http && facts is not null && http.Features.Get<UnmetRequirement>()?.Refusal != SessionRefusal.Scope)
                {
                    http.Features.Set(unmet);
                }
            }
            else if (requirement is ScopeRequirement or AssuranceRequirement or HumanRequirement)
            {
                context.Succeed(requirement);
            }
        }

        return Task.CompletedTask;
    }

    private UnmetRequirement? Unmet(IAuthorizationRequirement requirement, SessionFacts? facts) => requirement switch
    {
        ScopeRequirement { Scope: var scope } when facts is null || !facts.Scope.Includes(scope) => new(SessionRefusal.Scope, new() { Scope = scope }),
        AssuranceRequirement { Level: var level, MaxAge: var age } when facts is null || facts.Assurance < level || clock.GetUtcNow() - facts.AuthenticatedAt > age =>
            new(SessionRefusal.Assurance, new() { Assurance = level, MaxAuthenticationAge = age }),
        HumanRequirement when facts is not { Human: true } => new(SessionRefusal.Assurance, new() { Human = true }),
        _ => null,
    };
}
