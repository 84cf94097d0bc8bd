using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Cluster.Tests.Faults;

/// <summary>A write of an establishment fails, and its outcome is unknown.</summary>
public sealed class FailedEstablishmentTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private readonly SessionTestCluster _cluster = shared.Cluster;

    public static TheoryData<string, WriteFailure, int> Table => new()
    {
        { "subject", WriteFailure.ThrowWithoutDoing, 1 },
        { "subject", WriteFailure.WriteThenThrow, 1 },
        { "subject", WriteFailure.RivalVersion, 1 },
        { "subject", WriteFailure.ThrowWithoutDoing, FailedWrites.Always },
        { "subject", WriteFailure.WriteThenThrow, FailedWrites.Always },
        { "subject", WriteFailure.RivalVersion, FailedWrites.Always },
        { "session", WriteFailure.ThrowWithoutDoing, 1 },
        { "session", WriteFailure.WriteThenThrow, 1 },
        { "session", WriteFailure.ThrowWithoutDoing, FailedWrites.Always },
        { "session", WriteFailure.WriteThenThrow, FailedWrites.Always },
    };

    [Theory]
    [Rule("P-W2"), Rule("P-S1"), Rule("L6"), Rule("G3")]
    [MemberData(nameof(Table))]
    public async Task An_establishment_is_in_the_store_or_in_doubt_and_can_be_repeated(string grainType, WriteFailure failure, int tries)
    {
        // The subject's row exists, so that a rival can have given it another version.
        var subject = SessionSamples.NewSubject();
        var first = await _cluster.AdmitAsync(subject);
        using var failing = FailedWrites.Of(_cluster.Storage, failure, tries, grainType);

        var outcome = await _cluster.TryAdmitAsync(subject);

        Assert.NotEqual(0, failing.Failed);
        failing.Heal();
        if (tries == 1 || failure == WriteFailure.WriteThenThrow)
        {
            var id = Assert.IsType<EstablishOutcome.Established>(outcome).Id;
            Assert.NotNull(_cluster.Storage.Session(id));
            await _cluster.DeactivateAsync(id);
            Assert.Equal("accepted", await _cluster.PresentAsync(id));
        }
        else
        {
            Assert.Equal(new EstablishOutcome.Unavailable(UnavailableReason.Storage), outcome);
        }

        Assert.Equal("accepted", await _cluster.PresentAsync(first));
        Assert.Equal("accepted", await _cluster.PresentAsync(await _cluster.AdmitAsync(subject)));
        var listed = await _cluster.ListAsync(subject);
        Assert.All(_cluster.Storage.Keys.Where(key => key.StartsWith("session/", StringComparison.Ordinal) && IsOf(key, subject)), key => Assert.Contains(key[8..], listed.Select(id => id.ToString())));
    }

    [Fact]
    [Rule("P-S5"), Rule("L9")]
    public async Task An_insert_that_finds_a_tombstone_is_no_establishment()
    {
        var subject = SessionSamples.NewSubject();
        using var gate = StorageGate.CloseForWrites(_cluster.Storage, "session");
        var establishing = _cluster.TryAdmitAsync(subject);
        await gate.Reached;
        var id = Assert.Single(_cluster.Storage.Subject(subject)!.Sessions).Id;
        _cluster.Storage.Put("session", id.ToString(), new SessionState { Id = id, Tombstone = SessionRules.Terminate(null, SessionSamples.Admin, default, _cluster.Clock.GetUtcNow()) });
        gate.Open();

        Assert.IsType<EstablishOutcome.Unavailable>(await establishing);
        Assert.Null(_cluster.Storage.Session(id)!.Facts);
        Assert.NotEqual("accepted", await _cluster.PresentAsync(id));
    }

    [Fact]
    [Rule("G3")]
    public async Task A_store_that_acknowledges_without_writing_loses_an_established_session()
    {
        _cluster.Storage.Faults = operation => operation is { Kind: StorageOperationKind.Write, GrainType: "session" } ? StorageFault.AcknowledgeWithoutWriting : StorageFault.None;
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        _cluster.Storage.Faults = null;
        Assert.Equal("accepted", await _cluster.PresentAsync(id));

        await _cluster.DeactivateAsync(id);

        Assert.Equal("refused: Unknown", await _cluster.PresentAsync(id));
    }

    private bool IsOf(string row, SubjectId subject) => _cluster.Storage.Peek<SessionState>("session", row[8..])?.Facts?.Subject == subject;
}
