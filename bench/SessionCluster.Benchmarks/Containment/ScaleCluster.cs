using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Benchmarks.Hosting;
using SessionCluster.Client;
using SessionCluster.Client.Sessions;
using SessionCluster.Core.Admission;
using SessionCluster.Core.Classes;
using SessionCluster.LoadTests.Arguments;
using SessionCluster.LoadTests.Scenarios;
using SessionCluster.LoadTests.Targets.InProcess;

namespace SessionCluster.Benchmarks.Containment;

/// <summary>Three silos and a client of their gateways in this process, on a store in memory; a class of bearer sessions of which a subject may have 2,000.</summary>
internal sealed class ScaleCluster : IAsyncDisposable
{
    public const int Silos = 3;

    private const int MaxSessions = 2_000;

    private const int AtOnce = 32;

    private static readonly SessionClassName Class = SessionClassName.Create("scale");

    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(250);

    private readonly InProcessTarget _target;
    private readonly InProcessSettings _settings;

    private ScaleCluster(InProcessTarget target, InProcessSettings settings) => (_target, _settings) = (target, settings);

    /// <summary>Through a gateway.</summary>
    public ISessionClient Client => _target.Client;

    /// <summary>Inside a silo.</summary>
    public ISessionClient Witness => _target.Witness;

    public static async Task<ScaleCluster> StartAsync()
    {
        var settings = new InProcessSettings(new LoadOptions { Scenario = new Steady(), Silos = Silos })
        {
            Classes = new([new SessionClass
            {
                Name = Class,
                AbsoluteLifetime = TimeSpan.FromHours(4),
                IdleTimeout = TimeSpan.FromHours(1),
                RequiredAssurance = AssuranceLevel.Aal2,
                Binding = SessionBinding.Key,
                BearerAllowed = true,
                Human = true,
                MaxSessions = MaxSessions,
                AtLimit = LimitAction.Refuse,
                MaxAudiences = 1,
            }]),
            ReplaceServices = services => services.Configure<AdmissionOptions>(admission => admission.MaxSessionsPerSubject = MaxSessions),
        };
        return new(await InProcessTarget.StartAsync(settings), settings);
    }

    /// <summary>Establishes so many sessions, and answers their tokens.</summary>
    public async Task<string[]> EstablishAsync(int count, Func<int, string> subject, string client)
    {
        var tokens = new string[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (index, cancellation) =>
        {
            var result = await Client.EstablishAsync(new()
            {
                Subject = SubjectId.TryCreate(subject(index), out var id, out var problem) ? id : throw new InvalidOperationException(problem),
                Class = Class,
                Audiences = [BenchSession.Audience],
                Authentication = new AuthenticationEvent(["pwd", "otp"], TimeProvider.System.GetUtcNow()),
                EstablishedBy = ClientId.Create("login"),
                ClientId = ClientId.Create(client),
            }, cancellation);
            tokens[index] = (result as EstablishResult.Established ?? throw new InvalidOperationException($"Not established: {result}")).Token.Reveal();
        });
        return tokens;
    }

    /// <summary>Waits until the store has been left alone for a while: what is measured next is not what an earlier repetition still owes.</summary>
    public async Task SettleAsync()
    {
        var writes = -1L;
        while (writes != _settings.Store.Writes)
        {
            writes = _settings.Store.Writes;
            await Task.Delay(Quiet);
        }

        GC.Collect();
    }

    /// <summary>How many of these are accepted, half of them asked through a gateway and half inside a silo. One that nobody can answer for is asked again.</summary>
    public async Task<int> CountAcceptedAsync(IReadOnlyList<string> tokens)
    {
        var accepted = 0;
        await Parallel.ForAsync(0, tokens.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (index, cancellation) =>
        {
            while (true)
            {
                var verdict = await (index % 2 == 0 ? Client : Witness).ValidateAsync(new() { Token = tokens[index], Audience = BenchSession.Audience }, cancellation);
                if (verdict.Outcome != VerdictOutcome.Unavailable)
                {
                    Interlocked.Add(ref accepted, verdict.IsAccepted ? 1 : 0);
                    return;
                }
            }
        });
        return accepted;
    }

    public ValueTask DisposeAsync() => _target.DisposeAsync();
}
