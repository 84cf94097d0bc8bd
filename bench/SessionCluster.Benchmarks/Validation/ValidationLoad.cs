using System.Globalization;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Benchmarks.Hosting;
using SessionCluster.Benchmarks.Load;
using SessionCluster.Benchmarks.Reports;
using SessionCluster.Client;
using SessionCluster.Client.Possession;

namespace SessionCluster.Benchmarks.Validation;

/// <summary><c>validate [rounds] [seconds]</c>: validations a second through the shipped silo's own edge: tokens that come alone against tokens with proofs, in turn in every round.</summary>
internal static class ValidationLoad
{
    // Enough to keep two cores busy; many more keep the silo from renewing its fence in the same process.
    private const int CallerCount = 8;

    // Fewer than the class remembers of one session, and more than a caller asks in a phase.
    private const int ProofsPerSession = 4000;

    private const string SiloVerified = "silo-verified";

    public static async Task<int> RunAsync(string[] args)
    {
        var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
        var duration = TimeSpan.FromSeconds(args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 5);
        using var directory = new BenchDirectory();
        await using var silo = await BenchSilo.StartAsync(directory);
        await RoundAsync(silo.Client, TimeSpan.FromSeconds(1), 0);
        var results = new List<ValidationRound>();
        for (var round = 1; round <= rounds; round++)
        {
            results.Add(await RoundAsync(silo.Client, duration, round));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round} of {rounds}: bearer {results[^1].Bearer.PerSecond:N0}/s, DPoP {results[^1].DPoP.PerSecond:N0}/s, verified in the silo {results[^1].Silo.PerSecond:N0}/s"));
        }

        await ResultFile.WriteAsync("validate.md", ValidationReport.Markdown(results, CallerCount, duration));
        return 0;
    }

    private static async Task<ValidationRound> RoundAsync(ISessionClient client, TimeSpan duration, int round)
    {
        var tokens = await Task.WhenAll(Enumerable.Range(0, CallerCount).Select(async caller => (await BenchSession.EstablishAsync(client, $"bearer-{round}-{caller}")).Token.Reveal()));
        var bearer = await Callers.RunAsync(CallerCount, duration, async caller =>
        {
            await BenchSession.UseAsync(client, tokens[caller]);
            return true;
        });
        return new(bearer, await ProvenAsync(client, duration, "interactive", $"dpop-{round}"), await ProvenAsync(client, duration, SiloVerified, $"silo-{round}"));
    }

    private static async Task<PhaseResult> ProvenAsync(ISessionClient client, TimeSpan duration, string sessionClass, string subject)
    {
        var bound = await Task.WhenAll(Enumerable.Range(0, CallerCount).Select(caller => BindAsync(client, sessionClass, $"{subject}-{caller}")));

        // One after the other, so that the silo keeps a core for its fence.
        var sessions = bound.Select(session => new PreparedProofs(session.Key, session.Token, ProofsPerSession)).ToArray();
        return await Callers.RunAsync(CallerCount, duration, async caller =>
        {
            var session = sessions[caller];
            if (session.Next() is not { } proof)
            {
                return false;
            }

            var verdict = await client.ValidateAsync(new() { Token = session.Token, Scheme = TokenScheme.DPoP, Audience = BenchSession.Audience, Possession = new() { Proof = proof } });
            return verdict.IsAccepted ? true : throw new InvalidOperationException($"Not accepted: {verdict}");
        });
    }

    private static async Task<(ProofKey Key, string Token)> BindAsync(ISessionClient client, string sessionClass, string subject)
    {
        var key = ProofKey.CreateEcdsa();
        var established = await BenchSession.EstablishAsync(client, subject, sessionClass, key);
        return (key, established.Token.Reveal());
    }
}
