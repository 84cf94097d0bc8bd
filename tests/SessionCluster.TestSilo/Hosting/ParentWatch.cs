namespace SessionCluster.TestSilo.Hosting;

/// <summary>Ends the process when its parent is gone: the test holds the other end of standard input, and no silo outlives a test run that was killed.</summary>
internal static class ParentWatch
{
    public static void Start()
    {
        if (Console.IsInputRedirected)
        {
            new Thread(Watch) { IsBackground = true, Name = nameof(ParentWatch) }.Start();
        }
    }

    private static void Watch()
    {
        using var input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0)
        {
        }

        Environment.Exit(3);
    }
}
