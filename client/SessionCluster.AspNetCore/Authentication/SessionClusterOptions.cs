using Microsoft.AspNetCore.Authentication;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.AspNetCore.Authentication;

/// <summary>Options of the authentication scheme. Validated when the scheme is first used.</summary>
public sealed class SessionClusterOptions : AuthenticationSchemeOptions
{
    /// <summary>The service that asks: the audience that a session must be for. 1 to 256 visible ASCII characters without quotation mark and backslash, and not <c>*</c>. Required.</summary>
    public string Audience { get; set; } = "";

    /// <summary>Whether a request is activity of the subject, which moves the idle deadline: <see cref="SessionActivity.User"/> by default. Polling endpoints use a scheme of their own with <see cref="SessionActivity.None"/>.</summary>
    public SessionActivity Activity { get; set; } = SessionActivity.User;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        if (!Abstractions.Identifiers.Audience.TryCreate(Audience, out _))
        {
            throw new InvalidOperationException($"{nameof(SessionClusterOptions)}.{nameof(Audience)} is '{Audience}': {Abstractions.Identifiers.Audience.Rule}");
        }
    }
}
