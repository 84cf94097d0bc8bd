namespace SessionCluster.Abstractions.Possession;

/// <summary>The key a session is bound to (<c>cnf</c>, RFC 7800). Set at establishment, never changed: a new key is a new session.</summary>
/// <param name="Method">How it is shown to be held.</param>
/// <param name="Thumbprint">Names the key.</param>
[GenerateSerializer, Immutable, Alias("sc.Confirmation")]
public sealed record Confirmation([property: Id(0)] ConfirmationMethod Method, [property: Id(1)] KeyThumbprint Thumbprint)
{
    /// <summary>False for what a message was composed of by hand: an unset thumbprint, or none of the methods.</summary>
    public bool IsWellFormed => !Thumbprint.IsUnset && Method is ConfirmationMethod.Jkt or ConfirmationMethod.Certificate;
}
