using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Client;
using SessionCluster.Client.Sessions;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Cluster.Tests.Validation;

/// <summary>Validations without pause, from a process of its own and from inside the silo, while the session is ended in every way there is: none that begins after the receipt is accepted (G1).</summary>
public sealed class ParallelRevocationTests
{
    private const int Rounds = 30;

    private const int ValidatorsPerClient = 3;

    private const int AfterTheReceipt = 20;

    private static readonly Func<ISessionClient, SubjectId, EstablishResult.Established, Task<RevokeResult>>[] Ways =
    [
        (client, _, session) => client.RevokeAsync(new RevokeDescriptor.ById(session.Id, SessionSamples.Admin)),
        (client, _, session) => client.RevokeAsync(new RevokeDescriptor.ByToken(session.Token.Reveal(), SessionSamples.Admin)),
        (client, _, session) => client.RevokeAsync(new RevokeDescriptor.ByIdOfEstablisher(session.Id, SessionSamples.Login, SessionSamples.Admin)),
        (client, subject, _) => client.RevokeSubjectAsync(new(subject, SessionSamples.Admin)),
    ];

    [Fact]
    [Rule("G1"), Rule("L9"), Rule("L10"), Rule("L11")]
    public async Task No_validation_that_begins_after_the_receipt_is_accepted()
    {
        await using var cluster = await StartAsync();

        var (before, after) = await RunAsync(cluster);

        Assert.Equal(0, after);

        // Otherwise it was no race.
        Assert.True(before >= Rounds, $"Only {before} validations were accepted before.");
    }

    [Fact]
    [Rule("G1"), Rule("L9")]
    public async Task With_a_decider_that_forgets_ends_they_are()
    {
        await using var cluster = await StartAsync(services => services.AddSingleton<ISessionDecider>(DeciderThat.ForgetsEnds));

        Assert.Equal(Rounds * 2 * ValidatorsPerClient * AfterTheReceipt, (await RunAsync(cluster)).After);
    }

    private static async Task<(int Before, int After)> RunAsync(SessionTestCluster cluster)
    {
        ISessionClient[] clients = [cluster.Client, cluster.CohostedClient()];
        var (before, after) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var subject = SessionSamples.NewSubject();
            var session = await cluster.EstablishedAsync(cluster.Establish(subject));
            var race = new Race(session.Token.Reveal());
            var validators = clients.SelectMany(client => Enumerable.Range(0, ValidatorsPerClient).Select(_ => Task.Run(() => race.ValidateAsync(client)))).ToArray();

            await race.Begun;
            var result = await Ways[round % Ways.Length](clients[round / Ways.Length % 2], subject, session);
            Assert.True(result is RevokeResult.Revoked, $"Round {round}: {result}");
            race.Revoked();

            await Task.WhenAll(validators);
            before += race.AcceptedBefore;
            after += race.AcceptedAfter;
        }

        return (before, after);
    }

    private static async Task<SessionTestCluster> StartAsync(Action<IServiceCollection>? replace = null) => await SessionTestCluster.StartAsync(options =>
    {
        options.ReplaceServices = replace;
        options.ConfigureSilo = silo => silo.AddCohostedEdge(options);
    });

    private sealed class Race(string token)
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile bool _revoked;
        private int _acceptedBefore;
        private int _acceptedAfter;

        public Task Begun => _begun.Task.WaitAsync(TimeSpan.FromSeconds(60));

        public int AcceptedBefore => Volatile.Read(ref _acceptedBefore);

        public int AcceptedAfter => Volatile.Read(ref _acceptedAfter);

        public void Revoked() => _revoked = true;

        public async Task ValidateAsync(ISessionClient client)
        {
            for (var after = 0; after < AfterTheReceipt;)
            {
                // Read before the call begins: what is counted as after began after.
                var revoked = _revoked;
                var accepted = await client.PresentAsync(token) == "accepted";
                after += revoked ? 1 : 0;
                if (accepted)
                {
                    Interlocked.Increment(ref revoked ? ref _acceptedAfter : ref _acceptedBefore);
                    _begun.TrySetResult();
                }
            }
        }
    }
}
