namespace SessionCluster.Abstractions.Validation;

/// <summary>How a token was presented: the authentication scheme of the request.</summary>
[GenerateSerializer, Alias("sc.TokenScheme")]
public enum TokenScheme
{
    /// <summary>RFC 6750: whoever holds the token may use it.</summary>
    Bearer = 1,

    /// <summary>RFC 9449: the token comes with a proof of the key it is bound to.</summary>
    DPoP = 2,
}
