using System.IO.Pipelines;
using System.Net.Security;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Connections.Security;
using SessionCluster.Tests.Shared.Tls;

namespace SessionCluster.Unit.Tests.Client.Tls;

/// <summary>The two ends of one connection with the real middleware of Orleans on them. Who is let in sends and gets a byte.</summary>
internal static class TlsPair
{
    /// <summary>A stranger's end: it takes whoever answers, and shows what it has.</summary>
    public static TlsOptions Stranger(TestCertificate? certificate) => new()
    {
        RemoteCertificateValidation = (_, _, _) => true,
        OnAuthenticateAsClient = (_, options) =>
        {
            options.TargetHost = "sessioncluster-silo";
            if (certificate is not null)
            {
                ((SslClientAuthenticationOptions)options.SslClientAuthenticationOptions).ClientCertificateContext = SslStreamCertificateContext.Create(certificate.Load(), null, offline: true);
            }
        },
    };

    /// <summary>A stranger's server: it takes whoever calls.</summary>
    public static TlsOptions StrangeServer(TestCertificate certificate) => new()
    {
        LocalCertificate = certificate.Load(),
        RemoteCertificateValidation = (_, _, _) => true,
    };

    /// <summary>Connects, and says whether the server let the client in, and the client took the server. Without options the client speaks no TLS.</summary>
    public static async Task<(bool Served, bool Connected)> ConnectAsync(TlsOptions server, TlsOptions? client)
    {
        var there = new Pipe();
        var back = new Pipe();
        var served = false;
        var connected = false;
        var serving = RunAsync(new Duplex(there.Reader, back.Writer), connection => connection.UseServerTls(server), async transport =>
        {
            served = true;
            await transport.Output.WriteAsync(new byte[] { 1 }, TestContext.Current.CancellationToken);
            await transport.Input.ReadAsync(TestContext.Current.CancellationToken);
        });
        var connecting = RunAsync(
            new Duplex(back.Reader, there.Writer),
            connection =>
            {
                if (client is not null)
                {
                    connection.UseClientTls(client);
                }
            },
            async transport =>
            {
                await transport.Output.WriteAsync(new byte[] { 2 }, TestContext.Current.CancellationToken);
                connected = (await transport.Input.ReadAsync(TestContext.Current.CancellationToken)).Buffer.Length == 1;
            });
        await Task.WhenAll(serving, connecting).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        return (served, connected);
    }

    private static async Task RunAsync(Duplex transport, Action<ConnectionBuilder> secure, Func<IDuplexPipe, Task> then)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        var builder = new ConnectionBuilder(services);
        secure(builder);
        builder.Run(context => then(context.Transport));

        // Not disposed of: a time-out of the handshake still cancels it from another thread.
        var connection = new DefaultConnectionContext("test", transport, transport);
        try
        {
            await builder.Build()(connection);
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException)
        {
            // The other end has hung up, or this one may not use its own certificate so.
        }
        finally
        {
            await transport.Output.CompleteAsync();
            await transport.Input.CompleteAsync();
        }
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
