using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Cluster.Tests.Budgets;

/// <summary>What counts as the same logical call, and for how long.</summary>
[Rule("P-R6")]
public sealed class AttemptMemoryTests
{
    private static readonly DateTimeOffset Start = new(2026, 8, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Digest128 Proof = Digest128.Of("the proof as it was sent");

    private readonly AttemptMemory _memory = new();

    public AttemptMemoryTests() => _memory.Note(Call(1), Proof, Start);

    [Fact]
    public void The_same_call_of_the_same_caller_with_the_same_secret_is_known() => Assert.True(_memory.Knows(Call(1), Proof, Start));

    [Theory]
    [InlineData(9_999, true)]
    [InlineData(10_000, false)]
    public void It_is_known_for_ten_seconds(int milliseconds, bool known) => Assert.Equal(known, _memory.Knows(Call(1), Proof, Start.AddMilliseconds(milliseconds)));

    [Fact]
    public void Another_attempt_another_caller_another_secret_or_another_proof_is_not()
    {
        Assert.False(_memory.Knows(Call(2), Proof, Start));
        Assert.False(_memory.Knows(Call(1, "other"), Proof, Start));
        Assert.False(_memory.Knows(Call(1, null), Proof, Start));
        Assert.False(_memory.Knows(Call(1, secret: SecretDigest.Of([2])), Proof, Start));
        Assert.False(_memory.Knows(Call(1), Digest128.Of("another"), Start));
        Assert.False(_memory.Knows(Call(1), default, Start));
    }

    [Fact]
    public void A_call_without_an_attempt_is_never_known()
    {
        var plain = new ValidateCall { SecretDigest = GrainCalls.Secret, Audience = SessionSamples.Orders };
        _memory.Note(plain, Proof, Start);

        Assert.False(_memory.Knows(plain, Proof, Start));
    }

    [Theory]
    [InlineData(AttemptMemory.Capacity - 1, true)]
    [InlineData(AttemptMemory.Capacity, false)]
    public void As_many_as_there_is_room_for_are_remembered_and_the_oldest_goes_first(int more, bool known)
    {
        for (var number = 0; number < more; number++)
        {
            _memory.Note(Call(100 + number), Proof, Start);
        }

        Assert.Equal(known, _memory.Knows(Call(1), Proof, Start));
        Assert.True(_memory.Knows(Call(100 + more - 1), Proof, Start));
    }

    [Fact]
    public void What_is_old_makes_room_first()
    {
        _memory.Note(Call(2), Proof, Start.AddSeconds(1));
        _memory.Note(Call(3), Proof, Start.AddSeconds(10));

        Assert.False(_memory.Knows(Call(1), Proof, Start.AddSeconds(10)));
        Assert.True(_memory.Knows(Call(2), Proof, Start.AddSeconds(10)));
        Assert.True(_memory.Knows(Call(3), Proof, Start.AddSeconds(10)));
    }

    [Fact]
    public void However_many_come_and_go_exactly_those_of_the_last_ten_seconds_are_known()
    {
        var now = Start.AddMinutes(1);
        for (var number = 1000; number < 3000; number++)
        {
            now = now.AddMilliseconds(25);
            _memory.Note(Call(number), Proof, now);
            if (number % 97 == 0 && number >= 1400)
            {
                Assert.True(_memory.Knows(Call(number), Proof, now));
                Assert.True(_memory.Knows(Call(number - 399), Proof, now));
                Assert.False(_memory.Knows(Call(number - 400), Proof, now));
            }
        }
    }

    [Fact]
    public void Of_two_proofs_in_one_call_the_later_one_may_be_repeated()
    {
        var later = Digest128.Of("the later one");
        _memory.Note(Call(1), later, Start);

        Assert.True(_memory.Knows(Call(1), later, Start));
        Assert.False(_memory.Knows(Call(1), Proof, Start));
    }

    private static ValidateCall Call(int attempt, string? caller = "shop", SecretDigest? secret = null) => new()
    {
        SecretDigest = secret ?? GrainCalls.Secret,
        Audience = SessionSamples.Orders,
        Attempt = Attempts.Id(attempt),
        Caller = caller is null ? default : ClientId.Create(caller),
    };
}
