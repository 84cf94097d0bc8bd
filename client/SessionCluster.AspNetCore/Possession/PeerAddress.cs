using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace SessionCluster.AspNetCore.Possession;

/// <summary>
/// Notes who is at the other end of the connection before the application's own middleware runs: the one for forwarded headers puts the client's address in its place, and whether a proxy may forward a certificate is the
/// proxy's matter. Where the host itself replaces the address earlier, that is what is noted: no proxy then, and no certificate.
/// </summary>
internal sealed class PeerAddress : IStartupFilter
{
    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => application =>
    {
        application.Use((context, following) =>
        {
            context.Features.Set(new Noted(context.Connection.RemoteIpAddress));
            return following(context);
        });
        next(application);
    };

    /// <summary>The other end; <see langword="null"/> where there is none with an address.</summary>
    public static IPAddress? Of(HttpContext context) => context.Features.Get<Noted>()?.Address;

    private sealed record Noted(IPAddress? Address);
}
