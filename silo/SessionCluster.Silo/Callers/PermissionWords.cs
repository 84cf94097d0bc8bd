namespace SessionCluster.Silo.Callers;

/// <summary>The words of permissions, as configuration writes them.</summary>
internal static class PermissionWords
{
    private static readonly Dictionary<string, CallerPermissions> Words = new(StringComparer.Ordinal)
    {
        ["establish"] = CallerPermissions.Establish,
        ["validate"] = CallerPermissions.Validate,
        ["revoke"] = CallerPermissions.Revoke,
        ["administer"] = CallerPermissions.Administer,
        ["signal"] = CallerPermissions.Signal,
        ["presence"] = CallerPermissions.Presence,
        ["delegate"] = CallerPermissions.Delegate,
        ["assert_confirmation"] = CallerPermissions.AssertConfirmation,
    };

    /// <summary>All words.</summary>
    public static IReadOnlyCollection<string> All => Words.Keys;

    /// <summary>The permission of a word.</summary>
    public static bool TryParse(string word, out CallerPermissions permission) => Words.TryGetValue(word, out permission);

    /// <summary>The words of permissions, for a sentence: <c>'revoke' or 'administer'</c>.</summary>
    public static string Of(CallerPermissions permissions) =>
        string.Join(" or ", Words.Where(word => (permissions & word.Value) != CallerPermissions.None).Select(word => $"'{word.Key}'"));
}
