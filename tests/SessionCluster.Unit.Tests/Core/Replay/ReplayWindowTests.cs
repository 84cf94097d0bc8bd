using SessionCluster.Abstractions.Possession;
using SessionCluster.Core.Replay;

namespace SessionCluster.Unit.Tests.Core.Replay;

/// <summary>A window's bounds: nothing live is forgotten, nothing dead is kept for long.</summary>
public sealed class ReplayWindowTests
{
    private const long Now = 1_785_000_000;

    [Fact]
    [Rule("L2"), Rule("P-R1"), Rule("D9")]
    public void A_full_window_refuses_and_forgets_nothing()
    {
        var window = new ReplayWindow(Plenty());
        Fill(window, 64, 64, Now, Now + 70);

        for (var newer = 0; newer < 1_000; newer++)
        {
            Assert.False(window.TryMakeRoom(64, Now + 69));
        }

        Assert.Equal(64, window.Count);
        Assert.All(Enumerable.Range(0, 64), number => Assert.True(window.Contains(Id(number), Now + 69)));
    }

    [Fact]
    [Rule("L2")]
    public void A_memory_that_evicts_the_oldest_accepts_it_again()
    {
        // The twin: what others do when their cache is full.
        var oldest = new Queue<Digest128>();
        var remembered = new HashSet<Digest128>();
        Assert.True(Accept(Id(0)));
        Assert.False(Accept(Id(0)));

        Assert.All(Enumerable.Range(1, 1_000), newer => Assert.True(Accept(Id(newer))));
        Assert.True(Accept(Id(0)));

        bool Accept(Digest128 id)
        {
            if (!remembered.Add(id))
            {
                return false;
            }

            oldest.Enqueue(id);
            return oldest.Count <= 64 || remembered.Remove(oldest.Dequeue());
        }
    }

    [Fact]
    [Rule("P-R1")]
    public void An_entry_is_remembered_up_to_its_last_second()
    {
        var window = new ReplayWindow(Plenty());
        Fill(window, 1, 64, Now, Now + 70);

        Assert.True(window.Contains(Id(0), Now + 69));
        Assert.False(window.Contains(Id(0), Now + 70));
        Assert.False(window.Contains(Id(1), Now));
        Assert.False(new ReplayWindow(Plenty()).Contains(Id(0), Now));
    }

    [Fact]
    public void Room_is_free_again_in_the_second_in_which_an_entry_expires()
    {
        var window = new ReplayWindow(Plenty());
        Fill(window, 63, 64, Now, Now + 70);
        Fill(window, 1, 64, Now, Now + 30, first: 63);

        Assert.False(window.TryMakeRoom(64, Now + 29));
        Assert.True(window.TryMakeRoom(64, Now + 30));
        window.Add(Id(64), Now + 100, Now + 30);
        Assert.False(window.TryMakeRoom(64, Now + 30));
        Assert.False(window.Contains(Id(63), Now + 30));
        Assert.True(window.Contains(Id(64), Now + 30));
    }

    [Fact]
    [Rule("P-R1")]
    public void A_full_window_is_looked_through_only_when_something_has_expired()
    {
        var window = new ReplayWindow(Plenty());
        for (var number = 0; number < 1_000; number++)
        {
            Assert.True(window.TryMakeRoom(1_000, Now));
            window.Add(Id(number), Now + 70 + (number % 2), Now);
        }

        var before = window.Sweeps;
        for (var attempt = 0; attempt < 10_000; attempt++)
        {
            Assert.False(window.TryMakeRoom(1_000, Now + (attempt / 200)));
        }

        Assert.Equal(before, window.Sweeps);
        Assert.True(window.TryMakeRoom(1_000, Now + 70));
        Assert.Equal((before + 1, 500), (window.Sweeps, window.Count));
    }

    [Theory]
    [Rule("D9")]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(800)]
    public void However_long_it_goes_on_a_window_has_room_for_what_is_live(int perSecond)
    {
        var budget = Plenty();
        var window = new ReplayWindow(budget);
        var largest = 0;
        for (var number = 0; number < 250 * perSecond; number++)
        {
            var now = Now + (number / perSecond);
            Assert.True(window.TryMakeRoom(65_536, now));
            window.Add(Id(number), now + 70, now);
            largest = Math.Max(largest, window.Room);
            Assert.Equal(window.Room, budget.Used);
        }

        // Live: 70 s of it. Room is doubled only while more than half of it is live.
        Assert.InRange(largest, Math.Min(70 * perSecond, 65_536), Math.Min(Math.Max(8, 4 * 70 * perSecond), 65_536));
    }

    [Fact]
    [Rule("D9")]
    public void After_a_burst_the_room_is_given_back()
    {
        var budget = Plenty();
        var window = new ReplayWindow(budget);
        Fill(window, 60_000, 65_536, Now, Now + 70);
        Assert.Equal(65_536, budget.Used);

        // One request a second is all that follows.
        for (var second = 1; second <= 300; second++)
        {
            Fill(window, 1, 65_536, Now + second, Now + second + 70, first: 100_000 + second);
        }

        Assert.InRange(window.Count, 70, 140);
        Assert.InRange(budget.Used, 128, 1_024);

        Fill(window, 1, 65_536, Now + 1_000, Now + 1_070, first: 200_000);
        Fill(window, 1, 65_536, Now + 1_100, Now + 1_170, first: 200_001);
        Assert.InRange(budget.Used, 1, 8);
    }

    [Fact]
    public void The_silos_room_is_shared_and_given_back()
    {
        var budget = new ReplayBudget(64);
        var first = new ReplayWindow(budget);
        var second = new ReplayWindow(budget);
        Fill(first, 64, 100, Now, Now + 70);

        Assert.False(first.TryMakeRoom(100, Now));
        Assert.False(second.TryMakeRoom(100, Now));
        Assert.All(Enumerable.Range(0, 64), number => Assert.True(first.Contains(Id(number), Now)));

        // What has expired makes room even where the silo has none.
        Assert.True(first.TryMakeRoom(100, Now + 70));
        first.Release();
        first.Release();
        Assert.Equal(0, budget.Used);
        Assert.True(second.TryMakeRoom(100, Now));
        Assert.False(first.TryMakeRoom(100, Now + 70));
    }

    [Fact]
    public void Without_room_nothing_is_added()
    {
        var window = new ReplayWindow(Plenty());
        Assert.False(window.TryMakeRoom(0, Now));
        Assert.Throws<InvalidOperationException>(() => window.Add(Id(1), Now + 70, Now));

        Fill(window, 4, 4, Now, Now + 70);
        Assert.Throws<InvalidOperationException>(() => window.Add(Id(5), Now + 70, Now));
    }

    [Fact]
    public void An_instant_that_is_absurd_is_no_fault()
    {
        var window = new ReplayWindow(Plenty());
        Fill(window, 1, 64, Now, long.MaxValue / 2);
        Fill(window, 1, 64, Now, Now - 1_000, first: 1);

        // What had expired before it was added is kept for a second all the same.
        Assert.True(window.Contains(Id(1), Now));
        Assert.False(window.Contains(Id(1), Now + 1));
        Assert.True(window.Contains(Id(0), Now + 100_000_000));
        Assert.True(window.Contains(Id(0), 0));
    }

    internal static ReplayBudget Plenty() => new(ReplayBudget.DefaultLimit);

    internal static Digest128 Id(int number) => Digest128.Of(BitConverter.GetBytes(number));

    internal static void Fill(ReplayWindow window, int count, int bound, long now, long expires, int first = 0)
    {
        for (var number = first; number < first + count; number++)
        {
            Assert.True(window.TryMakeRoom(bound, now));
            window.Add(Id(number), expires, now);
        }
    }
}
