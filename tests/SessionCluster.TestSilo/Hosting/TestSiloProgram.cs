using SessionCluster.Silo.Hosting;

namespace SessionCluster.TestSilo.Hosting;

/// <summary>
/// The product's own program, with the replacements that its command line asks for. What switches a protection off lives here and nowhere in the product:
/// a test that shows what a protection stops runs this program once with it and once without.
/// </summary>
internal static class TestSiloProgram
{
    public static async Task<int> RunAsync(string[] args)
    {
        ParentWatch.Start();
        if (!TestSwitches.TryParse(args, out var switches, out var rest, out var problem))
        {
            await Console.Error.WriteLineAsync(problem);
            return 2;
        }

        return await SiloProgram.RunAsync(rest, Console.Out, Console.Error, switches.Apply);
    }
}
