using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace SessionCluster.Unit.Tests.Storage.Contract;

/// <summary>
/// What the grains rely on in whatever storage they are given. A provider is tested by deriving from this class; the names follow the list that Orleans' own
/// providers are held to, with what P-W2 and P-W3 add.
/// </summary>
public abstract partial class GrainStorageContract : IAsyncLifetime
{
    protected const string State = "state";

    protected IGrainStorage Storage { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Storage = await CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await DestroyAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract ValueTask<IGrainStorage> CreateAsync();

    protected abstract ValueTask DestroyAsync();

    /// <summary>Etags such as this storage gives, and others that may reach it, of no row.</summary>
    protected abstract IReadOnlyList<string> EtagsOfNoRow { get; }

    /// <summary>Whether a conflict says which etag the row has.</summary>
    protected virtual bool TellsStoredEtag => true;

    /// <summary>Whether clearing a row that was never read is refused; where it is not, nothing is cleared.</summary>
    protected virtual bool RefusesBlindClear => true;

    public static TheoryData<GrainId> Keys =>
    [
        GrainId.Create("thing", "a-string"),
        GrainId.Create(GrainType.Create("thing"), GrainIdKeyExtensions.CreateIntegerKey(42)),
        GrainId.Create(GrainType.Create("thing"), GrainIdKeyExtensions.CreateIntegerKey(long.MinValue, "extension")),
        GrainId.Create(GrainType.Create("thing"), GrainIdKeyExtensions.CreateGuidKey(new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"))),
        GrainId.Create("thing", "сессия-пользователя"),
        GrainId.Create("thing", "with/slash%2Fand 🔑"),
        // Azure Table takes 512 characters of service id, grain type and key together.
        GrainId.Create("thing", new string('k', 450)),
    ];

    protected static GrainId NewId() => GrainId.Create("thing", Guid.NewGuid().ToString("N"));

    private protected static ThingState NewState(string text = "", long number = 0) => new() { State = new() { Text = text, Number = number } };

    [Fact]
    public async Task Reading_what_was_never_written_gives_a_fresh_state()
    {
        var state = NewState("left over from before");
        state.ETag = "77";
        state.RecordExists = true;

        await Storage.ReadStateAsync(State, NewId(), state);

        Assert.Equal(new StoredThing(), state.State);
        Assert.Null(state.ETag);
        Assert.False(state.RecordExists);
    }

    [Theory, MemberData(nameof(Keys))]
    public async Task What_was_written_is_read(GrainId id)
    {
        var written = NewState("значение ✓", long.MaxValue);
        await Storage.WriteStateAsync(State, id, written);

        var read = await ReadAsync(id);

        Assert.Equal(written.State, read.State);
        Assert.Equal(written.ETag, read.ETag);
        Assert.True(written.RecordExists);
        Assert.True(read.RecordExists);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(65_536), InlineData(200_000)]
    public async Task A_state_of_any_size_is_read_as_written(int length)
    {
        var id = NewId();
        var written = NewState(new string('x', length));
        await Storage.WriteStateAsync(State, id, written);

        Assert.Equal(written.State, (await ReadAsync(id)).State);
    }

    [Fact]
    public async Task Two_states_of_one_grain_are_two_rows()
    {
        var id = NewId();
        await Storage.WriteStateAsync("one", id, NewState("first"));
        await Storage.WriteStateAsync("two", id, NewState("second"));

        Assert.Equal("first", (await ReadAsync(id, "one")).State.Text);
        Assert.Equal("second", (await ReadAsync(id, "two")).State.Text);
    }

    [Fact]
    public async Task Grains_of_two_types_with_one_key_are_two_rows()
    {
        await Storage.WriteStateAsync(State, GrainId.Create("session", "k"), NewState("session"));
        await Storage.WriteStateAsync(State, GrainId.Create("subject", "k"), NewState("subject"));

        Assert.Equal("session", (await ReadAsync(GrainId.Create("session", "k"))).State.Text);
        Assert.Equal("subject", (await ReadAsync(GrainId.Create("subject", "k"))).State.Text);
    }

    [Fact]
    public async Task Every_write_changes_the_etag()
    {
        var id = NewId();
        var state = NewState("same");
        var seen = new HashSet<string>();
        for (var i = 0; i < 10; i++)
        {
            await Storage.WriteStateAsync(State, id, state);
            Assert.True(seen.Add(state.ETag!), $"Etag {state.ETag} was given twice.");
        }
    }

    [Fact]
    [Rule("P-W3")]
    public async Task A_second_insert_is_refused_and_changes_nothing()
    {
        var id = NewId();
        var first = NewState("first");
        await Storage.WriteStateAsync(State, id, first);

        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => Storage.WriteStateAsync(State, id, NewState("second")));

        var read = await ReadAsync(id);
        Assert.Equal("first", read.State.Text);
        Assert.Equal(first.ETag, read.ETag);
    }

    [Fact]
    public async Task A_write_with_an_etag_that_no_row_has_is_refused()
    {
        var (missing, existing) = (NewId(), NewId());
        await Storage.WriteStateAsync(State, existing, NewState("kept"));
        foreach (var etag in EtagsOfNoRow)
        {
            var state = NewState("lost");
            state.ETag = etag;

            await Assert.ThrowsAnyAsync<InconsistentStateException>(() => Storage.WriteStateAsync(State, missing, state));
            await Assert.ThrowsAnyAsync<InconsistentStateException>(() => Storage.WriteStateAsync(State, existing, state));
        }

        Assert.False((await ReadAsync(missing)).RecordExists);
        Assert.Equal("kept", (await ReadAsync(existing)).State.Text);
    }

    [Fact]
    [Rule("P-W2")]
    public async Task A_writer_that_read_before_another_wrote_is_refused()
    {
        var id = NewId();
        await Storage.WriteStateAsync(State, id, NewState("base"));
        var (winner, loser) = (await ReadAsync(id), await ReadAsync(id));
        winner.State.Text = "winner";
        loser.State.Text = "loser";
        await Storage.WriteStateAsync(State, id, winner);

        var refusal = await Assert.ThrowsAnyAsync<InconsistentStateException>(() => Storage.WriteStateAsync(State, id, loser));

        Assert.Equal(TellsStoredEtag ? winner.ETag : "Unknown", refusal.StoredEtag);
        Assert.Equal(loser.ETag, refusal.CurrentEtag);
        Assert.Equal("winner", (await ReadAsync(id)).State.Text);
    }

    [Fact]
    public async Task A_refused_write_leaves_the_callers_state_as_it_was()
    {
        var id = NewId();
        await Storage.WriteStateAsync(State, id, NewState("base"));
        var late = NewState("late");

        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => Storage.WriteStateAsync(State, id, late));

        Assert.Null(late.ETag);
        Assert.False(late.RecordExists);
        Assert.Equal("late", late.State.Text);
    }

    [Fact]
    public async Task Clearing_removes_the_row_and_the_callers_state()
    {
        var id = NewId();
        var state = NewState("to be cleared");
        await Storage.WriteStateAsync(State, id, state);
        var before = state.ETag;

        await Storage.ClearStateAsync(State, id, state);

        Assert.NotEqual(before, state.ETag);
        Assert.False(state.RecordExists);
        Assert.Equal(new StoredThing(), state.State);
        Assert.False((await ReadAsync(id)).RecordExists);
    }

    [Fact]
    public async Task What_was_cleared_can_be_written_again()
    {
        var id = NewId();
        var state = NewState("first life");
        await Storage.WriteStateAsync(State, id, state);
        await Storage.ClearStateAsync(State, id, state);

        state.State = new() { Text = "second life" };
        await Storage.WriteStateAsync(State, id, state);

        Assert.Equal("second life", (await ReadAsync(id)).State.Text);
    }

    [Fact]
    [Rule("P-W3")]
    public async Task An_etag_from_before_a_clear_never_fits_the_row_that_came_after()
    {
        var id = NewId();
        var first = NewState("first life");
        await Storage.WriteStateAsync(State, id, first);
        var stale = await ReadAsync(id);
        await Storage.ClearStateAsync(State, id, first);
        await Storage.WriteStateAsync(State, id, NewState("second life"));

        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => Storage.WriteStateAsync(State, id, stale));

        Assert.Equal("second life", (await ReadAsync(id)).State.Text);
    }

    [Fact]
    public async Task Clearing_what_is_not_there_does_nothing()
    {
        var state = NewState("never written");

        await Storage.ClearStateAsync(State, NewId(), state);
        await Storage.ClearStateAsync(State, NewId(), state);

        Assert.False(state.RecordExists);
        Assert.Equal(new StoredThing(), state.State);
    }

    [Fact]
    public async Task Clearing_twice_is_clearing_once()
    {
        var id = NewId();
        var state = NewState("cleared twice");
        await Storage.WriteStateAsync(State, id, state);

        await Storage.ClearStateAsync(State, id, state);
        await Storage.ClearStateAsync(State, id, state);

        Assert.False((await ReadAsync(id)).RecordExists);
    }

    [Fact]
    public async Task Clearing_a_row_that_has_changed_is_refused()
    {
        var id = NewId();
        var state = NewState("base");
        await Storage.WriteStateAsync(State, id, state);
        var stale = await ReadAsync(id);
        await Storage.WriteStateAsync(State, id, state);

        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => Storage.ClearStateAsync(State, id, stale));

        Assert.True((await ReadAsync(id)).RecordExists);
    }

    [Fact]
    public async Task A_row_that_was_never_read_is_not_cleared()
    {
        var id = NewId();
        await Storage.WriteStateAsync(State, id, NewState("base"));

        var refusal = await Record.ExceptionAsync(() => Storage.ClearStateAsync(State, id, NewState("has read nothing")));

        Assert.Equal(RefusesBlindClear, refusal is InconsistentStateException);
        Assert.True((await ReadAsync(id)).RecordExists);
    }

    [Fact]
    [Rule("P-W3")]
    public async Task A_row_that_somebody_else_cleared_is_not_written_by_who_read_it_before()
    {
        var id = NewId();
        var state = NewState("base");
        await Storage.WriteStateAsync(State, id, state);
        var stale = await ReadAsync(id);
        await Storage.ClearStateAsync(State, id, state);

        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => Storage.WriteStateAsync(State, id, stale));

        Assert.False((await ReadAsync(id)).RecordExists);
    }

    [Fact]
    public async Task A_hundred_grains_write_and_read_side_by_side()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 100), TestContext.Current.CancellationToken, async (number, _) =>
        {
            var id = NewId();
            var state = NewState($"grain {number}");
            for (var i = 0; i < 10; i++)
            {
                var before = state.ETag;
                state.State.Number = i;
                await Storage.WriteStateAsync(State, id, state);
                var read = await ReadAsync(id);

                Assert.NotEqual(before, state.ETag);
                Assert.Equal(state.State, read.State);
                Assert.Equal(state.ETag, read.ETag);
            }
        });
    }

    [Fact]
    [Rule("N20")]
    public async Task Of_many_writers_with_one_etag_exactly_one_wins()
    {
        var id = NewId();
        await Storage.WriteStateAsync(State, id, NewState("base"));
        var rivals = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => ReadAsync(id)));

        var wins = await Task.WhenAll(rivals.Select(async (state, number) =>
        {
            state.State = new() { Text = "rival", Number = number };
            try
            {
                await Storage.WriteStateAsync(State, id, state);
                return number;
            }
            catch (InconsistentStateException)
            {
                return -1;
            }
        }));

        var winner = Assert.Single(wins, number => number >= 0);
        Assert.Equal(winner, (await ReadAsync(id)).State.Number);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_begins_writes_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var id = NewId();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Storage.WriteStateAsync(State, id, NewState("cancelled"), cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Storage.ReadStateAsync(State, id, NewState(), cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Storage.ClearStateAsync(State, id, NewState(), cancelled.Token));

        Assert.False((await ReadAsync(id)).RecordExists);
    }

    private protected async Task<ThingState> ReadAsync(GrainId id, string stateName = State)
    {
        var state = NewState();
        await Storage.ReadStateAsync(stateName, id, state);
        return state;
    }
}
