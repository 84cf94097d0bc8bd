using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using SessionCluster.Silo.Configuration;

namespace SessionCluster.Silo.Hosting;

/// <summary>What a newcomer reads once the silo has started: where it listens, where its data lies, and one command to try next.</summary>
internal sealed class StartupBanner(SiloSettings settings, IServer server, IHostApplicationLifetime lifetime, DevelopmentClient? client = null) : IHostedService
{
    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() => Console.Out.Write(Compose()));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The text.</summary>
    internal string Compose()
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var management = addresses.Where(address => settings.ManagementUrls.Any(url => url.Port == new Uri(address).Port)).ToArray();
        var http = addresses.Except(management).ToArray();
        using var text = new StringWriter();
        text.WriteLine();
        text.WriteLine($"SessionCluster {typeof(StartupBanner).Assembly.GetName().Version?.ToString(3)} is ready, environment '{settings.Environment}'");
        text.WriteLine($"  HTTP        {string.Join("  ", http)}");
        if (management.Length > 0)
        {
            text.WriteLine($"  management  {string.Join("  ", management)}");
        }

        text.WriteLine($"  gateway     {settings.Network.Gateway} (cluster '{settings.ClusterId}', service '{settings.ServiceId}')");
        text.WriteLine($"  data        {settings.AzureTable?.ToString() ?? settings.DataDirectory}");
        if (client is not null && http.Length > 0)
        {
            WriteDevelopment(text, client, http[0]);
        }

        text.WriteLine();
        return text.ToString();
    }

    private static void WriteDevelopment(StringWriter text, DevelopmentClient client, string address)
    {
        text.WriteLine($"  client      {DevelopmentClient.Id}, for development only, in {client.Path}");
        if (client.IsNew)
        {
            text.WriteLine($"              its secret, shown this once: {client.Secret}");
        }

        // A shell's single quotes end at the first one inside.
        var file = client.Path.Replace("'", @"'\''", StringComparison.Ordinal);
        text.WriteLine($$$"""

            Try next, to establish a session:

              curl -s -u "{{{DevelopmentClient.Id}}}:$(sed -n 's/.*"client_secret": *"\([^"]*\)".*/\1/p' '{{{file}}}')" -H 'Content-Type: application/json' {{{address}}}/sessions \
                -d '{"sub":"alice","class":"interactive","aud":["orders"],"authentication":{"amr":["pwd","otp"],"auth_time":'$(date +%s)'}}'
            """);
    }
}
