using SessionCluster.Fuzz.Inputs;
using SessionCluster.Fuzz.Targets;

namespace SessionCluster.Fuzz;

/// <summary>Gives the readers of foreign bytes what a mutating generator makes of good inputs, one reader after the other. The same seed makes the same run, but for the keys that it draws.</summary>
public static class FuzzRun
{
    /// <summary>A few seconds: 20,000 inputs. The long mode has 1,000,000.</summary>
    public const int DefaultInputs = 20_000;

    /// <summary>Runs until the inputs are spent or one of them is answered by anything but a refusal or what it says.</summary>
    public static FuzzResult Run(int inputs, int seed)
    {
        using var keys = new FuzzKeys();
        return Run([new TokenTarget(keys), new ProofTextTarget(keys), new SignedProofTarget(keys), .. BodyTarget.All(keys)], inputs, seed);
    }

    internal static FuzzResult Run(IReadOnlyList<IFuzzTarget> targets, int inputs, int seed)
    {
        var mutator = new Mutator(new Random(seed));
        var result = new FuzzResult(targets.Select(target => target.Name));
        for (var i = 0; i < inputs; i++)
        {
            var target = targets[i % targets.Count];
            var outcome = Try(target, mutator, out var violation);
            result.Count(target.Name, outcome);
            if (violation is not null)
            {
                result.Violation = $"{target.Name}, input {i:N0} of seed {seed}: {violation}";
                break;
            }
        }

        return result;
    }

    private static FuzzOutcome Try(IFuzzTarget target, Mutator mutator, out string? violation)
    {
        var input = target.Make(mutator);
        try
        {
            var outcome = target.Read(input);
            violation = outcome == FuzzOutcome.Violation ? $"taken, and must not be: {Convert.ToBase64String(input)}" : null;
            return outcome;
        }
        catch (Exception exception)
        {
            violation = $"{exception}{Environment.NewLine}{Convert.ToBase64String(input)}";
            return FuzzOutcome.Violation;
        }
    }
}
