using SessionCluster.LoadTests;
using SessionCluster.LoadTests.Targets;

return await LoadProgram.RunAsync(args, LoadTargets.OpenAsync, Console.Out, Console.Error);
