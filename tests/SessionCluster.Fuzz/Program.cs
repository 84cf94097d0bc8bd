using System.Globalization;
using SessionCluster.Fuzz;

// dotnet run -c Release --project tests/SessionCluster.Fuzz -- [--inputs 1000000] [--seed 1]
var inputs = Option("--inputs", FuzzRun.DefaultInputs);
var seed = Option("--seed", Environment.TickCount);
if (inputs is not > 0 || seed is null || args.Length % 2 != 0)
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/SessionCluster.Fuzz -- [--inputs <number>] [--seed <number>]");
    return 2;
}

Console.WriteLine($"{inputs:N0} inputs from seed {seed}");
var result = FuzzRun.Run(inputs.Value, seed.Value);
Console.WriteLine(result);
return result.Violation is null ? 0 : 1;

int? Option(string name, int otherwise)
{
    var at = Array.IndexOf(args, name);
    return at < 0 ? otherwise : at + 1 < args.Length && int.TryParse(args[at + 1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
