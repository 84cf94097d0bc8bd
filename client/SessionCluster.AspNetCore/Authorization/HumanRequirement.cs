using Microsoft.AspNetCore.Authorization;

namespace SessionCluster.AspNetCore.Authorization;

/// <summary>The session must stand for a human being who acts in person.</summary>
internal sealed class HumanRequirement : IAuthorizationRequirement
{
    /// <summary>The one value.</summary>
    public static HumanRequirement Instance { get; } = new();

    public override string ToString() => "human";
}
