using SessionCluster.Benchmarks.Hosting;
using SessionCluster.Client;
using SessionCluster.Client.Sessions;

namespace SessionCluster.Comparison.Contenders;

/// <summary>Strict validation of one of many sessions.</summary>
internal sealed class ValidateContender : IContender
{
    private readonly ISessionClient _client;
    private readonly ValidateDescriptor[] _presented;
    private int _next;

    private ValidateContender(string name, ISessionClient client, ValidateDescriptor[] presented)
    {
        Name = name;
        _client = client;
        _presented = presented;
    }

    public string Name { get; }

    public static async Task<ValidateContender> PrepareAsync(string where, ISessionClient client)
    {
        var presented = new ValidateDescriptor[Sizes.Sessions];
        await Parallel.ForAsync(0, presented.Length, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (index, _) =>
        {
            var session = await BenchSession.EstablishAsync(client, $"user-{Guid.NewGuid():n}");
            presented[index] = new() { Token = session.Token.Reveal(), Audience = BenchSession.Audience };
        });
        return new($"validate, {where}", client, presented);
    }

    public async Task<bool> AskAsync(int caller)
    {
        var verdict = await _client.ValidateAsync(_presented[(uint)Interlocked.Increment(ref _next) % (uint)_presented.Length]);
        return verdict.IsAccepted ? true : throw new InvalidOperationException($"Not accepted: {verdict}");
    }
}
