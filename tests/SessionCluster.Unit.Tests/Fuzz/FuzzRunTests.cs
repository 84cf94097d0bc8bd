using SessionCluster.Fuzz;
using SessionCluster.Fuzz.Inputs;
using SessionCluster.Fuzz.Targets;

namespace SessionCluster.Unit.Tests.Fuzz;

/// <summary>The bounded run of tests/SessionCluster.Fuzz, and that it finds what it looks for.</summary>
public sealed class FuzzRunTests
{
    [Fact]
    [Rule("D1"), Rule("K1")]
    public void Hostile_tokens_proofs_and_bodies_get_nothing_but_refusals()
    {
        var result = FuzzRun.Run(8_000, Environment.TickCount);

        Assert.Null(result.Violation);
        Assert.All(result.Counts.Values, count => Assert.True(count.Refused > 0));
        Assert.All(result.Counts.Values, count => Assert.True(count.Taken > 0));
    }

    [Fact]
    public void A_reader_that_throws_is_found() => Assert.Contains("FormatException", FuzzRun.Run([new Throwing()], 1_000, 1).Violation, StringComparison.Ordinal);

    [Fact]
    public void A_verifier_that_does_not_look_at_the_signature_is_found()
    {
        using var keys = new FuzzKeys();

        Assert.Contains("taken, and must not be", FuzzRun.Run([new Credulous(keys)], 1_000, 1).Violation, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_makes_the_same_inputs()
    {
        byte[][] Inputs()
        {
            var mutator = new Mutator(new Random(7));
            return [.. Enumerable.Range(0, 100).Select(_ => mutator.Mutate([1, 2, 3, 4, 5]))];
        }

        Assert.Equal(Inputs(), Inputs());
    }

    /// <summary>Reads digits, and expects nothing else.</summary>
    private sealed class Throwing : IFuzzTarget
    {
        public string Name => "digits";

        public byte[] Make(Mutator mutator) => mutator.Mutate("4711"u8.ToArray());

        public FuzzOutcome Read(byte[] input) => int.Parse(System.Text.Encoding.Latin1.GetString(input), System.Globalization.CultureInfo.InvariantCulture) > 0 ? FuzzOutcome.Taken : FuzzOutcome.Refused;
    }

    /// <summary>Takes whatever has the three parts of a proof.</summary>
    private sealed class Credulous(FuzzKeys keys) : IFuzzTarget
    {
        private readonly ProofTextTarget _real = new(keys);

        public string Name => _real.Name;

        public byte[] Make(Mutator mutator) => _real.Make(mutator);

        public FuzzOutcome Read(byte[] input) => input.Count(octet => octet == '.') == 2 && _real.Read(input) == FuzzOutcome.Refused ? FuzzOutcome.Violation : FuzzOutcome.Refused;
    }
}
