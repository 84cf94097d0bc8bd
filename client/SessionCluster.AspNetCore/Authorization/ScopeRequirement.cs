using Microsoft.AspNetCore.Authorization;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.AspNetCore.Authorization;

/// <summary>The session must have all of these scope tokens.</summary>
/// <param name="scope">The tokens.</param>
internal sealed class ScopeRequirement(ScopeSet scope) : IAuthorizationRequirement
{
    public ScopeSet Scope => scope;

    public override string ToString() => $"scope {scope}";
}
