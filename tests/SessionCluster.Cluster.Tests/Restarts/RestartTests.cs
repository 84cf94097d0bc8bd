using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Restarts;

/// <summary>After a restart on the same store everything that was acknowledged is as it was: sessions, ends, uses, cut-offs, admitted events (G3, L4).</summary>
public sealed class RestartTests
{
    [Theory]
    [Rule("G3"), Rule("G1"), Rule("L4"), Rule("L9")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sessions_ends_cut_offs_and_events_are_as_they_were(bool crash)
    {
        var cluster = await SessionTestCluster.StartAsync();
        var subject = SessionSamples.NewSubject();
        var ids = await cluster.AdmitAsync(subject, 3);
        var receipt = await cluster.RevokeAsync(ids[1]);
        var ended = SessionSamples.NewSubject();
        var cutOff = await cluster.AdmitAsync(ended, 2);
        await cluster.RevokeAllAsync(ended);
        var once = WithEvent(cluster.Call(subject));
        var fromEvent = Assert.IsType<EstablishOutcome.Established>(await cluster.TryAdmitAsync(once)).Id;
        await cluster.Storage.UntilPrunedAsync(ended);
        var facts = await DescribeAsync(cluster, [.. ids, .. cutOff]);
        var version = cluster.Containment.Current.Version;

        await using var restarted = crash ? await cluster.RestartAfterCrashAsync() : await cluster.RestartAsync();

        Assert.Equal(facts, await DescribeAsync(restarted, [.. ids, .. cutOff]));
        Assert.Equal(["accepted", "refused: Revoked", "accepted"], await Task.WhenAll(ids.Select(id => restarted.PresentAsync(id))));
        Assert.Equal(0, await restarted.CountAcceptedAsync(cutOff));
        Assert.Equal(receipt, await restarted.RevokeAsync(ids[1]));
        Assert.Equal(version, restarted.Containment.Current.Version);

        // The cut-off still refuses what was authenticated before it, and the event still admits once.
        Assert.Equal(EstablishRefusal.Reauthenticate, await restarted.RefusedAsync(restarted.Call(ended)));
        Assert.Equal(EstablishRefusal.Conflict, await restarted.RefusedAsync(once));
        Assert.Equal(new[] { ids[0], ids[1], ids[2], fromEvent }.Order(), await restarted.ListAsync(subject));
        Assert.Equal(4, (await restarted.RevokeAllAsync(subject)).SessionsEnded);
        Assert.Equal((1L, 1L), (restarted.Storage.Subject(ended)!.Epoch, restarted.Storage.Subject(subject)!.Epoch));
    }

    [Theory]
    [Rule("G5"), Rule("G4"), Rule("P-W6"), Rule("P-B3")]
    [InlineData(false, 61, 9)]
    [InlineData(true, 56, 8)]
    public async Task An_orderly_stop_keeps_uses_and_last_use_exactly_and_a_crash_errs_against_the_session(bool crash, int usesLeft, int idleMinutes)
    {
        var cluster = await SessionTestCluster.StartAsync();
        var id = await cluster.AdmitWithUsesAsync(64);
        Assert.Equal(2, await cluster.UseAsync(id, 2));
        cluster.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await cluster.UseAsync(id, 1));
        cluster.Clock.Advance(TimeSpan.FromMinutes(1));

        await using var restarted = crash ? await cluster.RestartAfterCrashAsync() : await cluster.RestartAsync();

        var info = await restarted.InfoAsync(id);
        Assert.Equal((usesLeft, TimeSpan.FromMinutes(idleMinutes)), (info.UsesLeft, info.IdleDeadline - restarted.Clock.GetUtcNow()));
    }

    private static EstablishCall WithEvent(EstablishCall call) => call with { Authentication = call.Authentication with { Id = "event-1" } };

    /// <summary>Everything that an operator is told, to the byte.</summary>
    private static async Task<string[]> DescribeAsync(SessionTestCluster cluster, IEnumerable<SessionId> ids)
    {
        var serializer = cluster.SiloServices.GetRequiredService<Serializer>();
        return [.. (await Task.WhenAll(ids.Select(cluster.InfoAsync))).Select(info => Convert.ToHexString(serializer.SerializeToArray(info)))];
    }
}
