using SessionCluster.Silo.Callers;

namespace SessionCluster.Silo.Endpoints.Policy;

/// <summary>Who may make a call, in words.</summary>
internal static class AdmittedWords
{
    /// <summary>As a table says it: <c>'revoke' or 'administer'</c>, <c>any client</c>.</summary>
    public static string Of(EndpointPolicy policy) => policy.Admits switch
    {
        Admitted.Holder => "the session's holder",
        Admitted.Anybody => "anybody",
        _ => policy.AnyOf == CallerPermissions.None ? "any client" : PermissionWords.Of(policy.AnyOf),
    };

    /// <summary>As a sentence.</summary>
    public static string Sentence(EndpointPolicy policy) => policy.Admits switch
    {
        Admitted.Client when policy.AnyOf != CallerPermissions.None => $"Permission {Of(policy)}.",
        _ => $"{char.ToUpperInvariant(Of(policy)[0])}{Of(policy)[1..]}.",
    };
}
