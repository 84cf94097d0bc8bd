namespace SessionCluster.Client.Sessions;

/// <summary>Arguments that must be set: <c>default</c> of an identifier names nothing, and a check must never run against nothing.</summary>
internal static class Require
{
    /// <exception cref="ArgumentException">It is unset.</exception>
    public static void Set(bool isUnset, string what)
    {
        if (isUnset)
        {
            throw new ArgumentException($"The {what} is unset.");
        }
    }
}
