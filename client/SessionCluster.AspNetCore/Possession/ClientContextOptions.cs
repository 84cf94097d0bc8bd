using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using SessionCluster.Abstractions.Possession;

namespace SessionCluster.AspNetCore.Possession;

/// <summary>
/// What of a request is its client's declaration of itself, to which a bearer session is held that was established with one. The login service must declare the same members, made of the same texts: any that differs or
/// is absent counts as different, and the session is refused.
/// </summary>
public sealed class ClientContextOptions
{
    /// <summary>Whether the <c>User-Agent</c> is part of it; <see langword="false"/> by default.</summary>
    public bool UserAgent { get; set; }

    /// <summary>The header that names the device; <see langword="null"/> (default) for none.</summary>
    public string? DeviceHeader { get; set; }

    internal void Validate() => HeaderNames.Require(DeviceHeader, $"{nameof(ClientContextOptions)}.{nameof(DeviceHeader)}");

    internal ClientContext? Read(HttpRequest request) => UserAgent || DeviceHeader is not null
        ? ClientContext.Of(UserAgent ? TextOf(request.Headers.UserAgent) : null, DeviceHeader is { } name ? TextOf(request.Headers[name]) : null)
        : null;

    private static string? TextOf(StringValues header) => header.Count == 0 ? null : header.ToString();
}
