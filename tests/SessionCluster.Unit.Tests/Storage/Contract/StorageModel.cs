using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace SessionCluster.Unit.Tests.Storage.Contract;

/// <summary>
/// What a storage must do, in its simplest form: a row is a value under an etag, and a step of an activation succeeds if and only if the activation's etag is the row's.
/// Runs each step against the storage too, and compares.
/// </summary>
internal sealed class StorageModel(IGrainStorage storage, int grains, int activations, bool refusesBlindClear = true)
{
    private readonly GrainId[] _ids = [.. Enumerable.Range(0, grains).Select(_ => GrainId.Create("thing", Guid.NewGuid().ToString("N")))];
    private readonly (string? ETag, int Value)[] _rows = new (string?, int)[grains];
    private readonly ThingState[] _states = [.. Enumerable.Range(0, grains * activations).Select(_ => new ThingState())];
    private readonly HashSet<string> _etags = [];

    public async Task RunAsync(IReadOnlyList<StorageStep> steps)
    {
        foreach (var step in steps)
        {
            await RunAsync(step);
        }
    }

    private async Task RunAsync(StorageStep step)
    {
        var id = _ids[step.Grain];
        var state = _states[(step.Grain * activations) + step.Activation];
        if (step.Action == StorageAction.Read)
        {
            await storage.ReadStateAsync("state", id, state);
            Compare(step.Grain, state);
            return;
        }

        var fits = state.ETag == _rows[step.Grain].ETag;
        var before = state.ETag;
        if (step.Action == StorageAction.Clear && before is null && !fits && !refusesBlindClear)
        {
            await storage.ClearStateAsync("state", id, state);
            return;
        }

        try
        {
            if (step.Action == StorageAction.Write)
            {
                state.State = new() { Number = step.Value };
                await storage.WriteStateAsync("state", id, state);
                _rows[step.Grain] = (state.ETag, step.Value);
                Assert.True(_etags.Add(state.ETag!), $"Etag {state.ETag} was given twice.");
            }
            else
            {
                await storage.ClearStateAsync("state", id, state);
                _rows[step.Grain] = (null, 0);
            }

            Assert.True(fits, $"{step} succeeded with etag {before ?? "none"} against another row.");
            Compare(step.Grain, state);
        }
        catch (InconsistentStateException)
        {
            Assert.False(fits, $"{step} was refused with the row's own etag {before ?? "none"}.");
            Assert.Equal(before, state.ETag);
        }
    }

    private void Compare(int grain, ThingState state)
    {
        Assert.Equal(_rows[grain].ETag, state.ETag);
        Assert.Equal(_rows[grain].ETag is not null, state.RecordExists);
        Assert.Equal(_rows[grain].Value, state.State.Number);
    }
}
