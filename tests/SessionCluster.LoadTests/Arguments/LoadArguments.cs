using System.Diagnostics.CodeAnalysis;
using SessionCluster.LoadTests.Operations;
using SessionCluster.LoadTests.Possession;
using SessionCluster.LoadTests.Scenarios;

namespace SessionCluster.LoadTests.Arguments;

/// <summary>Reads the command line: a scenario, then options. Whatever is wrong is one sentence.</summary>
internal static class LoadArguments
{
    public static bool TryParse(string[] args, [NotNullWhen(true)] out LoadOptions? options, [NotNullWhen(false)] out string? problem)
    {
        options = null;
        if (args.Length == 0 || ScenarioTable.Find(args[0]) is not { } scenario)
        {
            problem = $"{(args.Length == 0 ? "A scenario is missing" : $"'{args[0]}' is no scenario")}: begin with {string.Join(", ", ScenarioTable.All.Select(one => one.Name))} (--help says more).";
            return false;
        }

        var read = new LoadOptions { Scenario = scenario };
        for (var index = 1; index < args.Length; index++)
        {
            if (!TryApply(args, ref index, ref read, out problem))
            {
                return false;
            }
        }

        problem = Contradiction(read);
        options = problem is null ? read : null;
        return problem is null;
    }

    private static bool TryApply(string[] args, ref int index, ref LoadOptions read, [NotNullWhen(false)] out string? problem)
    {
        var name = args[index];
        if (OptionTable.All.FirstOrDefault(option => option.Name == name) is not { } option)
        {
            problem = $"'{name}' is no option (--help lists them).";
            return false;
        }

        if (option.Value is not null && ++index == args.Length)
        {
            problem = $"{name} lacks its value, {option.Value}.";
            return false;
        }

        problem = null;
        if (option.Apply(read, option.Value is null ? string.Empty : args[index]) is { } applied)
        {
            read = applied;
            return true;
        }

        problem = $"{name} can't be '{args[index]}': {option.Rule}.";
        return false;
    }

    private static string? Contradiction(LoadOptions options) => options switch
    {
        { Target: null, OnFault: not null } => "--on-fault is for a running cluster: this process makes the faults of its own.",
        { Target: not null, OnFault: null, Scenario.NeedsFaults: true } => $"{options.Scenario.Name} on a running cluster needs --on-fault COMMAND: what makes the fault there.",
        { Target.Gateways.Count: > 0, EdgeRing: null } => "Gateways need --edge-ring FILE: the keys of the tags in tokens.",
        { Possession: not PossessionKind.Dpop } when options.EffectiveMix.Has(OperationKind.PresentReplayed) => "present-replayed needs --possession dpop: only proofs are replayed.",
        { Possession: not PossessionKind.Bearer } when options.EffectiveMix.Has(OperationKind.Follow) => "follow needs --possession bearer: a key-bound session has one successor, and a thief without the key none.",
        { Target: null, Silos: 1, Scenario.NeedsSeveralSilos: true } => $"{options.Scenario.Name} needs --silos 2 or more: nobody would be left to answer.",
        _ => null,
    };
}
