using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using SessionCluster.Core.Containment;
using SessionCluster.Grains.Persistence;

namespace SessionCluster.Grains.Containment;

/// <summary>Reads the containment log straight from the store, past its grain: what a silo must know does not depend on another silo (P-F1).</summary>
internal sealed class ContainmentReader([FromKeyedServices(SessionStorage.ProviderName)] IGrainStorage storage)
{
    /// <summary>The log as stored, or <paramref name="known"/> when it has not changed.</summary>
    /// <exception cref="InvalidDataException">The head is missing or older than one seen before: the store was restored or tampered with.</exception>
    public async Task<ContainmentSnapshot> ReadAsync(ContainmentSnapshot known, CancellationToken cancellationToken)
    {
        var head = await ReadRowAsync<ContainmentHead>(ContainmentLimits.HeadId, cancellationToken);
        if ((head?.Version ?? 0) < known.Version)
        {
            throw new InvalidDataException($"the containment log in the store has version {head?.Version ?? 0}, and version {known.Version} was seen before");
        }

        return head is null || head.Version == known.Version ? known : await LoadAsync(head, cancellationToken);
    }

    private async Task<ContainmentSnapshot> LoadAsync(ContainmentHead head, CancellationToken cancellationToken)
    {
        var entries = new List<ContainmentEntry>();
        for (var index = 0; index < head.Segments; index++)
        {
            var segment = await ReadRowAsync<ContainmentSegment>(ContainmentLimits.SegmentId(index), cancellationToken)
                ?? throw new InvalidDataException($"segment {index} of the containment log is missing");
            entries.AddRange(segment.Entries);
        }

        return ContainmentSnapshot.Of(head.Version, entries);
    }

    private async Task<TState?> ReadRowAsync<TState>(GrainId id, CancellationToken cancellationToken)
        where TState : class, Core.Rows.IKeyedState
    {
        var row = new GrainState<TState>();
        await storage.ReadStateAsync(SessionStorage.StateName, id, row, cancellationToken).WaitAsync(cancellationToken);
        if (!row.RecordExists)
        {
            return null;
        }

        return row.State!.BelongsTo(id.Key.ToString()!) ? row.State : throw new UntrustedRowException($"The row of {id} is the row of another key.");
    }
}
