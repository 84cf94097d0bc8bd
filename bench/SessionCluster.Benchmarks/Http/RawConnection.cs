using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace SessionCluster.Benchmarks.Http;

/// <summary>One kept-alive HTTP/1.1 connection that sends bytes made beforehand and reads one answer: as little as a load can cost.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[16 * 1024];

    public static async Task<RawConnection> ConnectAsync(int port)
    {
        var connection = new RawConnection();
        await connection._socket.ConnectAsync(IPAddress.Loopback, port);
        return connection;
    }

    /// <summary>Asks once, or fails.</summary>
    /// <param name="request">Header and body.</param>
    /// <param name="expected">Bytes that the body must contain; empty for any.</param>
    public async Task AskAsync(ReadOnlyMemory<byte> request, ReadOnlyMemory<byte> expected)
    {
        await _socket.SendAsync(request);
        var length = 0;
        while (true)
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(length));
            length += read;
            if (Complete(_buffer.AsSpan(0, length), expected.Span))
            {
                return;
            }

            if (read == 0)
            {
                throw new InvalidOperationException("The server closed the connection before it had answered.");
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _socket.Dispose();

    private static bool Complete(ReadOnlySpan<byte> answer, ReadOnlySpan<byte> expected)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        if (!answer.StartsWith("HTTP/1.1 200 "u8))
        {
            throw new InvalidOperationException($"Not 200: {System.Text.Encoding.UTF8.GetString(answer)}");
        }

        var name = "Content-Length: "u8;
        var at = answer.IndexOf(name);
        if (at < 0 || !Utf8Parser.TryParse(answer[(at + name.Length)..], out int body, out _))
        {
            throw new InvalidOperationException("The answer has no Content-Length.");
        }

        if (answer.Length < end + 4 + body)
        {
            return false;
        }

        return answer[(end + 4)..].IndexOf(expected) >= 0 ? true : throw new InvalidOperationException("The answer is not what it should be.");
    }
}
