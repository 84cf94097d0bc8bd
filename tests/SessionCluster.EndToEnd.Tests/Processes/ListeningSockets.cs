using System.Globalization;
using System.Net;

namespace SessionCluster.EndToEnd.Tests.Processes;

/// <summary>Where a process listens, as the Linux kernel tells it.</summary>
internal static class ListeningSockets
{
    private const string Listening = "0A";

    private static readonly string[] Tables = ["tcp", "tcp6"];

    public static IReadOnlyList<IPEndPoint> Of(int processId)
    {
        var sockets = Directory.GetFiles($"/proc/{processId}/fd").Select(file => new FileInfo(file).LinkTarget).ToHashSet();
        return
        [
            .. Tables.SelectMany(table => File.ReadLines($"/proc/{processId}/net/{table}").Skip(1))
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(columns => columns[3] == Listening && sockets.Contains($"socket:[{columns[9]}]"))
                .Select(columns => Parse(columns[1])),
        ];
    }

    // An address is 32-bit words in the byte order of the machine; the port is a plain number.
    private static IPEndPoint Parse(string local)
    {
        var parts = local.Split(':');
        var bytes = Convert.FromHexString(parts[0]).Chunk(4).SelectMany(word => BitConverter.IsLittleEndian ? word.Reverse() : word).ToArray();
        return new(new IPAddress(bytes), int.Parse(parts[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }
}
