namespace SessionCluster.Unit.Tests.Client.Sessions;

/// <summary>A caller that gives up is told so by its own exception, which no refusal and no fault looks like.</summary>
public sealed class CancellationTests
{
    [Theory]
    [MemberData(nameof(ClientUnderTest.OperationNames), MemberType = typeof(ClientUnderTest))]
    public async Task Who_gave_up_before_asking_sends_nothing(string operation)
    {
        var client = new ClientUnderTest();
        client.Cluster.Answer = ClientUnderTest.GoodAnswer;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ClientUnderTest.Operations[operation](client.Sessions, new CancellationToken(canceled: true)));

        Assert.Empty(client.Cluster.Calls);
    }

    [Theory]
    [MemberData(nameof(ClientUnderTest.OperationNames), MemberType = typeof(ClientUnderTest))]
    public async Task Who_gives_up_while_waiting_waits_no_longer(string operation)
    {
        using var cancellation = new CancellationTokenSource();
        var client = new ClientUnderTest();
        var result = ClientUnderTest.Operations[operation](client.Sessions, cancellation.Token);
        Assert.Single(client.Cluster.Calls);
        Assert.False(result.IsCompleted);

        await cancellation.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => result);
        Assert.Equal(cancellation.Token, thrown.CancellationToken);
        Assert.Empty(client.Log.Entries);
    }

    [Theory]
    [MemberData(nameof(ClientUnderTest.OperationNames), MemberType = typeof(ClientUnderTest))]
    public async Task An_answer_that_came_before_the_cancellation_counts(string operation)
    {
        using var cancellation = new CancellationTokenSource();
        var client = new ClientUnderTest();
        client.Cluster.Answer = ClientUnderTest.GoodAnswer;

        var result = await ClientUnderTest.Operations[operation](client.Sessions, cancellation.Token);
        await cancellation.CancelAsync();

        Assert.Null(ClientUnderTest.Doubt(result));
    }
}
