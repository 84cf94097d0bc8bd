namespace SessionCluster.LoadTests;

/// <summary>What the program's end says, as <c>sessionctl</c> has it.</summary>
internal static class ExitCodes
{
    /// <summary>Every check and requirement holds.</summary>
    public const int Done = 0;

    /// <summary>A guarantee was violated, or a requirement missed.</summary>
    public const int Violated = 1;

    /// <summary>The command line, or what it asks for, can't be done.</summary>
    public const int Usage = 2;

    /// <summary>The service could not be reached, or did not answer long enough for the checks.</summary>
    public const int Unavailable = 3;
}
