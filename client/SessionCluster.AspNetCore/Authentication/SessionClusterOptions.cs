using Microsoft.AspNetCore.Authentication;
using SessionCluster.Abstractions.Validation;
using SessionCluster.AspNetCore.Possession;
using SessionCluster.AspNetCore.Rotation;

namespace SessionCluster.AspNetCore.Authentication;

/// <summary>Options of the authentication scheme. Validated when the scheme is first used.</summary>
public sealed class SessionClusterOptions : AuthenticationSchemeOptions
{
    /// <summary>The service that asks: the audience that a session must be for. 1 to 256 visible ASCII characters without quotation mark and backslash, and not <c>*</c>. Required.</summary>
    public string Audience { get; set; } = "";

    /// <summary>Whether a request is activity of the subject, which moves the idle deadline: <see cref="SessionActivity.User"/> by default. Polling endpoints use a scheme of their own with <see cref="SessionActivity.None"/>.</summary>
    public SessionActivity Activity { get; set; } = SessionActivity.User;

    /// <summary>
    /// Scheme, host and port of this service as its clients see it, such as <c>https://api.example.com</c>: what proofs are for. <see langword="null"/> (default) to go by each request's own scheme and <c>Host</c>, which is right
    /// only where no proxy changes them and <c>AllowedHosts</c> says which are ours: a client chooses its <c>Host</c>.
    /// </summary>
    public Uri? PublicOrigin { get; set; }

    /// <summary>Where the client's certificate stands when a proxy ends TLS; nowhere by default.</summary>
    public ForwardedCertificateOptions ForwardedCertificate { get; } = new();

    /// <summary>What of a request is its client's declaration of itself; nothing by default.</summary>
    public ClientContextOptions ClientContext { get; } = new();

    /// <summary>Rotation of bearer sessions for their holders; off by default.</summary>
    public SessionRotationOptions Rotation { get; } = new();

    /// <summary>The public origin as a text; <see langword="null"/> for each request's own.</summary>
    internal string? Origin { get; private set; }

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        if (!Abstractions.Identifiers.Audience.TryCreate(Audience, out _))
        {
            throw new InvalidOperationException($"{nameof(SessionClusterOptions)}.{nameof(Audience)} is '{Audience}': {Abstractions.Identifiers.Audience.Rule}");
        }

        Origin = PublicOrigin is null ? null : OriginOf(PublicOrigin);
        ForwardedCertificate.Validate();
        ClientContext.Validate();
    }

    private static string OriginOf(Uri uri)
    {
        var isOrigin = uri.IsAbsoluteUri && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) && uri is { PathAndQuery: "/", Fragment: "", UserInfo: "" };
        return isOrigin
            ? uri.GetLeftPart(UriPartial.Authority)
            : throw new InvalidOperationException($"{nameof(SessionClusterOptions)}.{nameof(PublicOrigin)} is '{uri}': it is scheme, host and port, without a path (that is PathBase), such as https://api.example.com.");
    }
}
