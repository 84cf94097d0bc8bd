using SessionCluster.Abstractions.Revocation;
using SessionCluster.Client.Sessions;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Clients;

/// <summary>A store that can't be reached: unavailable, never accepted and never "inactive", and nothing about the store in the answer (N18, G6).</summary>
public sealed class StoreFaultTests : IAsyncLifetime
{
    private SessionTestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await SessionTestCluster.StartAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    [Rule("N18"), Rule("G6")]
    public async Task Of_what_is_not_in_memory_nothing_can_be_said_and_after_it_all_is_as_before()
    {
        var subject = SessionSamples.NewSubject();
        var session = await _cluster.EstablishedAsync(_cluster.Establish(subject));
        _cluster = await _cluster.RestartAsync();
        _cluster.Storage.Faults = _ => StorageFault.ThrowWithoutDoing;

        var answers = await _cluster.AskAllAsync(_cluster.Client, subject, session);
        Assert.All(answers, answer => Assert.Equal("unavailable: Storage", answer.Value));

        _cluster.Storage.Faults = null;
        _cluster = await _cluster.RestartAsync();
        Assert.Equal("accepted", await _cluster.Client.PresentAsync(session.Token.Reveal()));
        Assert.Equal(session.Id, Assert.Single(Assert.IsType<ListResult.Page>(await _cluster.Client.ListAsync(subject)).Sessions).Facts.Id);
    }

    [Fact]
    [Rule("N18"), Rule("G6"), Rule("G7")]
    public async Task A_session_in_memory_is_validated_without_the_store_and_an_end_is_acknowledged_only_by_it()
    {
        var session = await _cluster.EstablishedAsync();
        _cluster.Storage.Faults = _ => StorageFault.ThrowWithoutDoing;
        Assert.Equal("accepted", await _cluster.Client.PresentAsync(session.Token.Reveal()));

        var revoke = new RevokeDescriptor.ById(session.Id, SessionSamples.Admin);
        Assert.IsType<RevokeResult.Unavailable>(await _cluster.Client.RevokeAsync(revoke));

        // Decided and not acknowledged: this activation refuses already, and asking again brings the receipt.
        Assert.Equal("refused: Revoked", await _cluster.Client.PresentAsync(session.Token.Reveal()));
        Assert.IsType<RevokeResult.Unavailable>(await _cluster.Client.RevokeAsync(revoke));
        _cluster.Storage.Faults = null;
        Assert.IsType<RevokeResult.Revoked>(await _cluster.Client.RevokeAsync(revoke));
    }

    [Fact]
    [Rule("N18"), Rule("G3")]
    public async Task What_was_not_acknowledged_has_no_token_and_the_sentence_names_no_inner_thing()
    {
        _cluster.Storage.Faults = operation => operation.Kind == StorageOperationKind.Write ? StorageFault.WriteThenThrow : StorageFault.ThrowWithoutDoing;
        var subject = SessionSamples.NewSubject();

        var result = await _cluster.Client.EstablishAsync(_cluster.Establish(subject));

        Assert.IsType<EstablishResult.Unavailable>(result);
        Assert.DoesNotContain("IOException", result.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("store", result.ToString(), StringComparison.Ordinal);
        _cluster.Storage.Faults = null;
        Assert.IsType<EstablishResult.Established>(await _cluster.Client.EstablishAsync(_cluster.Establish(subject)));
    }
}
