using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Benchmarks.Hosting;
using SessionCluster.Benchmarks.Load;
using SessionCluster.Benchmarks.Memory;
using SessionCluster.Comparison.Contenders;
using SessionCluster.Grains.Admission;

namespace SessionCluster.Comparison.Serving;

/// <summary>
/// <c>serve</c>: the shipped silo in a process of its own, with the empty grain beside its own, which clients may call. It reads orders, a line each, and answers each with a line: <c>validate</c> and
/// <c>empty</c> measure in this process, <c>memory</c> tells bytes for each; when the standard input ends it stops.
/// </summary>
internal static class ServedSilo
{
    public static async Task<int> RunAsync()
    {
        using var directory = new BenchDirectory();
        var port = FreePort.Find();
        await using var silo = await BenchSilo.StartAsync(directory, configureServices: services => services.AddSingleton(new ClientInterfaces(typeof(IEmptyGrain).FullName!)), gatewayPort: port);
        await AnswerAsync(new ServedAddress(port, Path.Combine(directory.Path, "edge-ring.json")));
        IContender validate = await ValidateContender.PrepareAsync("co-hosted", silo.Client);
        IContender empty = new EmptyCallContender("co-hosted", silo.Grains);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            await ObeyAsync(silo, validate, empty, line.Split(' '));
        }

        return 0;
    }

    private static async Task ObeyAsync(BenchSilo silo, IContender validate, IContender empty, string[] order)
    {
        switch (order)
        {
            case ["validate", var callers, var seconds]:
                await AnswerAsync(await MeasureAsync(validate, callers, seconds));
                break;
            case ["empty", var callers, var seconds]:
                await AnswerAsync(await MeasureAsync(empty, callers, seconds));
                break;
            case ["memory", var count]:
                await AnswerAsync(await MemoryFloor.MeasureAsync(silo, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture)));
                break;
            default:
                throw new InvalidOperationException($"'{string.Join(' ', order)}' is no order.");
        }
    }

    private static Task<PhaseResult> MeasureAsync(IContender contender, string callers, string seconds) => Callers.RunAsync(
        int.Parse(callers, System.Globalization.CultureInfo.InvariantCulture),
        TimeSpan.FromSeconds(double.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture)),
        contender.AskAsync);

    private static Task AnswerAsync<T>(T answer) => Console.Out.WriteLineAsync($"{ServerProcess.Mark}{JsonSerializer.Serialize(answer)}");
}
