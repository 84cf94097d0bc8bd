using System.Globalization;
using System.Text;
using System.Text.Json;
using SessionCluster.Benchmarks.Hosting;
using SessionCluster.Benchmarks.Load;
using SessionCluster.Benchmarks.Reports;

namespace SessionCluster.Benchmarks.Http;

/// <summary><c>http [rounds] [seconds]</c>: validations over HTTP against an empty endpoint of the same server that is sent the same bytes, interleaved.</summary>
internal static class HttpLoad
{
    /// <summary>Sessions that are asked about, one of each caller.</summary>
    public const int SessionCount = 64;

    private static readonly byte[] Accepted = "\"active\":true"u8.ToArray();

    public static async Task<int> RunAsync(string[] args)
    {
        var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 7;
        var duration = TimeSpan.FromSeconds(args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 3);
        using var server = await ServedProcess.StartAsync();
        var validate = Requests(server.Address, "/sessions/validate");
        var empty = Requests(server.Address, ServedSilo.EmptyPath);
        await MeasureAsync(server, validate, Accepted, duration * 2);
        await MeasureAsync(server, empty, default, duration);

        var results = new List<(HttpRound Validate, HttpRound Empty)>();
        for (var round = 0; round < rounds; round++)
        {
            results.Add((await MeasureAsync(server, validate, Accepted, duration), await MeasureAsync(server, empty, default, duration)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round + 1} of {rounds}: {results[^1].Validate.Answers.PerSecond:N0} validations/s, {results[^1].Empty.Answers.PerSecond:N0} empty answers/s"));
        }

        await ResultFile.WriteAsync("http.md", HttpReport.Markdown(results, SessionCount, duration));
        return 0;
    }

    private static async Task<HttpRound> MeasureAsync(ServedProcess server, byte[][] requests, ReadOnlyMemory<byte> expected, TimeSpan duration)
    {
        var connections = await Task.WhenAll(requests.Select(_ => RawConnection.ConnectAsync(server.Address.Port)));
        try
        {
            var before = server.ProcessorTime;
            var answers = await Callers.RunAsync(requests.Length, duration, async caller =>
            {
                await connections[caller].AskAsync(requests[caller], expected);
                return true;
            });
            return new(answers, (server.ProcessorTime - before).TotalMicroseconds / answers.Operations);
        }
        finally
        {
            foreach (var connection in connections)
            {
                connection.Dispose();
            }
        }
    }

    private static byte[][] Requests(ServedAddress address, string path) =>
    [
        .. address.Tokens.Select(token =>
        {
            var body = JsonSerializer.Serialize(new { token, scheme = "Bearer", aud = BenchSession.Audience.ToString() });
            var head = $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{address.Port}\r\nAuthorization: {address.Authorization}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n";
            return Encoding.UTF8.GetBytes(head + body);
        }),
    ];
}
