using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Storage;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Sessions;
using SessionCluster.Unit.Tests.Tokens;

namespace SessionCluster.Unit.Tests.Client.Sessions;

/// <summary>A cluster that fails gives no answer: neither accepted nor inactive, and nothing is thrown at the caller (G6).</summary>
public sealed class FaultTests
{
    private static readonly Exception[] Faults =
    [
        new TimeoutException($"No response to Validate({Specimen.Token})."),
        new SiloUnavailableException(Specimen.Token),
        new GatewayTooBusyException(Specimen.Token),
        new LimitExceededException(Specimen.Token),
        new OrleansException(Specimen.Token),
        new InconsistentStateException(Specimen.Token, "1", "2"),
        new OperationCanceledException("The runtime cancelled the call."),
        new TaskCanceledException("The runtime cancelled the call."),
        new ObjectDisposedException("OutsideRuntimeClient"),
        new InvalidOperationException("The client is not connected."),
        new ArgumentException("Could not find an implementation for the interface."),
        new UnauthorizedAccessException("The filter refused."),
        new KeyNotFoundException("A fault inside a grain."),
        new AggregateException(new TimeoutException()),
    ];

    public static TheoryData<string, int, bool> Table
    {
        get
        {
            var table = new TheoryData<string, int, bool>();
            foreach (var operation in ClientUnderTest.Operations.Keys)
            {
                for (var fault = 0; fault < Faults.Length; fault++)
                {
                    table.Add(operation, fault, false);
                    table.Add(operation, fault, true);
                }
            }

            return table;
        }
    }

    [Theory]
    [Rule("G6"), Rule("N18"), Rule("N17")]
    [MemberData(nameof(Table))]
    public async Task Whatever_a_call_ends_with_the_result_is_that_there_is_no_answer(string operation, int fault, bool atOnce)
    {
        var client = new ClientUnderTest();
        client.Cluster.Answer = _ => atOnce ? throw Faults[fault] : Task.FromException<object>(Faults[fault]);

        var asked = ClientUnderTest.Operations[operation](client.Sessions, CancellationToken.None);
        client.Clock.Advance(SafeRepeat.Pause);
        var result = await asked;

        // What may be asked twice is.
        var sendings = ClientUnderTest.SentOnce.Contains(operation) ? 1 : 2;
        Assert.Equal(UnavailableReason.Timeout, ClientUnderTest.Doubt(result));
        Assert.Equal(sendings, client.Cluster.Calls.Count);

        // The kind of the fault helps; its words may quote what was sent.
        Assert.Equal(sendings, client.Log.Entries.Count);
        var (level, message) = Assert.Single(client.Log.Entries, entry => entry.Level > LogLevel.Debug);
        Assert.Equal(LogLevel.Warning, level);
        Assert.EndsWith($"has no answer from the cluster ({Faults[fault].GetType().Name}): unavailable.", message, StringComparison.Ordinal);
        Assert.All(client.Log.Entries, entry => Assert.DoesNotContain(Specimen.Token, entry.Message + result, StringComparison.Ordinal));
    }

    [Theory]
    [Rule("G6")]
    [MemberData(nameof(ClientUnderTest.OperationNames), MemberType = typeof(ClientUnderTest))]
    public async Task What_the_cluster_itself_calls_unavailable_keeps_its_reason(string operation)
    {
        foreach (var reason in Enum.GetValues<UnavailableReason>())
        {
            var client = new ClientUnderTest();
            client.Cluster.Answer = call => ClientUnderTest.DoubtfulAnswer(call, reason);

            var asked = ClientUnderTest.Operations[operation](client.Sessions, CancellationToken.None);
            client.Clock.Advance(SafeRepeat.Pause);
            Assert.Equal(ClientUnderTest.WithoutReason.Contains(operation) ? UnavailableReason.Storage : reason, ClientUnderTest.Doubt(await asked));
            Assert.Empty(client.Log.Entries);
        }
    }

    [Theory]
    [Rule("G6")]
    [MemberData(nameof(ClientUnderTest.OperationNames), MemberType = typeof(ClientUnderTest))]
    public async Task A_cluster_that_answers_is_no_fault(string operation)
    {
        var client = new ClientUnderTest();
        client.Cluster.Answer = ClientUnderTest.GoodAnswer;

        Assert.Null(ClientUnderTest.Doubt(await ClientUnderTest.Operations[operation](client.Sessions, CancellationToken.None)));
        Assert.Empty(client.Log.Entries);
    }
}
