using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using SessionCluster.Benchmarks.Hosting;

namespace SessionCluster.Benchmarks.Http;

/// <summary><c>serve</c>: the shipped silo with an empty endpoint beside its own, until the standard input ends. Its first line of output with <c>{</c> says where it is and how to ask.</summary>
internal static class ServedSilo
{
    /// <summary>The endpoint that answers with nothing, through the same server and the same middleware.</summary>
    public const string EmptyPath = "/empty";

    public static async Task<int> RunAsync(string[] args)
    {
        using var directory = new BenchDirectory();
        await using var silo = await BenchSilo.StartAsync(directory, application => application.MapPost(EmptyPath, () => Results.Ok()));
        var tokens = new List<string>();
        for (var number = 0; number < HttpLoad.SessionCount; number++)
        {
            tokens.Add((await BenchSession.EstablishAsync(silo.Client, $"user-{number}")).Token.Reveal());
        }

        var (id, secret) = silo.Credentials;
        var authorization = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}"))}";
        Console.WriteLine(JsonSerializer.Serialize(new ServedAddress(silo.Url.Port, authorization, tokens)));
        await Console.In.ReadToEndAsync();
        return 0;
    }
}
