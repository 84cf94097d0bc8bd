using System.Net;
using System.Net.Sockets;

namespace SessionCluster.EndToEnd.Tests.Sessionctl;

/// <summary>A port of loopback that nobody listens on.</summary>
internal static class FreePort
{
    public static int Find()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
