using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SessionCluster.Cluster.Tests.Http.Hosting;

/// <summary>Sends bytes over a socket: for requests that no HTTP library would send.</summary>
internal static class RawConnection
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Sends a request on a connection of its own and reads the answer.</summary>
    /// <param name="address">Where.</param>
    /// <param name="request">Everything that is sent, lines ended by CRLF.</param>
    /// <param name="closesSending">True to say, after the request, that nothing more comes.</param>
    public static async Task<HttpAnswer> SendAsync(Uri address, byte[] request, bool closesSending = false)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port), patience.Token);
        for (var sent = 0; sent < request.Length;)
        {
            sent += await socket.SendAsync(request.AsMemory(sent), patience.Token);
        }

        await using var stream = new NetworkStream(socket);
        if (closesSending)
        {
            socket.Shutdown(SocketShutdown.Send);
        }

        return await ReadAsync(stream, patience.Token);
    }

    /// <summary>As above, for a request in ASCII; the host line is added.</summary>
    public static Task<HttpAnswer> SendAsync(Uri address, string requestLine, string body = "", params string[] headers)
    {
        var request = new StringBuilder($"{requestLine}\r\nHost: {address.Authority}\r\n");
        foreach (var header in headers)
        {
            request.Append(header).Append("\r\n");
        }

        return SendAsync(address, Encoding.Latin1.GetBytes($"{request}\r\n{body}"));
    }

    private static async Task<HttpAnswer> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var status = await reader.ReadLineAsync(cancellationToken) ?? throw new IOException("The connection was closed without an answer.");
        var headers = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync(cancellationToken) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var name = line[..colon];
            headers[name] = [.. headers.GetValueOrDefault(name, []), line[(colon + 1)..].Trim()];
        }

        // 204 has none, and no body.
        var length = int.Parse(headers.GetValueOrDefault("Content-Length", ["0"]).Single(), System.Globalization.CultureInfo.InvariantCulture);
        var body = new char[length];
        var read = length == 0 ? 0 : await reader.ReadBlockAsync(body, cancellationToken);
        return new(int.Parse(status.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), headers, new(body, 0, read));
    }
}
