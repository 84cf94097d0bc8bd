using CsCheck;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Core.Replay;

namespace SessionCluster.Unit.Tests.Core.Replay;

/// <summary>A window against a dictionary that keeps everything: the same answers, whatever is asked, in whatever order.</summary>
[Rule("P-R1")]
[Rule("D9")]
public sealed class ReplayWindowModelTests
{
    private const long Start = 1_785_000_000;

    private static readonly Gen<Step> Steps = Gen.Select(Gen.Int[0, 90], Gen.Int[0, 9], Gen.Int[1, 130], (id, passes, life) => new Step(id, passes < 7 ? 0 : passes == 9 ? 40 : 1, life));

    [Fact]
    public void It_answers_as_one_that_keeps_everything() =>
        Gen.Select(Gen.Int[1, 70], Steps.Array[0, 500]).Sample((bound, steps) => Play(bound, new(ReplayBudget.DefaultLimit), steps, mayRunOut: false), iter: 500);

    [Fact]
    public void On_a_silo_without_room_it_refuses_more_and_never_forgets() =>
        Gen.Select(Gen.Int[1, 70], Gen.Int[0, 40], Steps.Array[0, 500]).Sample((bound, limit, steps) => Play(bound, new(limit), steps, mayRunOut: true), iter: 300);

    private static void Play(int bound, ReplayBudget budget, Step[] steps, bool mayRunOut)
    {
        var window = new ReplayWindow(budget);
        var model = new Dictionary<Digest128, long>();
        var now = Start;
        foreach (var step in steps)
        {
            now += step.Passes;
            var id = ReplayWindowTests.Id(step.Id);
            var live = model.Count(entry => entry.Value > now);
            var known = model.TryGetValue(id, out var expires) && expires > now;
            Assert.Equal(known, window.Contains(id, now));
            if (!known)
            {
                var room = window.TryMakeRoom(bound, now);
                Assert.True(room == live < bound || (mayRunOut && !room), $"{live} of {bound} are live, and there is {(room ? "" : "no ")}room.");
                if (room)
                {
                    window.Add(id, now + step.Life, now);
                    model[id] = now + step.Life;
                }
            }

            Assert.InRange(window.Count, model.Count(entry => entry.Value > now), bound);
            Assert.InRange(window.Room, window.Count, bound);
            Assert.Equal(window.Room, budget.Used);
        }

        AssertSame(model, window, now);
        var unpacked = ReplayWindow.Unpack(window.Pack(), ReplayWindowTests.Plenty());
        Assert.NotNull(unpacked);
        AssertSame(model, unpacked, now);
        window.Release();
        Assert.Equal(0, budget.Used);
    }

    private static void AssertSame(Dictionary<Digest128, long> model, ReplayWindow window, long now)
    {
        foreach (var later in new[] { now, now + 1, now + 50, now + 131 })
        {
            Assert.All(model, entry => Assert.Equal(entry.Value > later, window.Contains(entry.Key, later)));
        }
    }

    private readonly record struct Step(int Id, int Passes, int Life);
}
