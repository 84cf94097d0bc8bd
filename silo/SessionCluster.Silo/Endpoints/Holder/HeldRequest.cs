using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Possession;

namespace SessionCluster.Silo.Endpoints.Holder;

/// <summary>What a holder presents in the headers of a request.</summary>
/// <param name="token">The token. Never logged.</param>
/// <param name="scheme">How it is presented.</param>
/// <param name="possession">What came along.</param>
/// <param name="peer">Whose misses it counts among: the address.</param>
internal sealed class HeldRequest(string token, TokenScheme scheme, PresentedPossession possession, string peer)
{
    public string Token => token;

    public TokenScheme Scheme => scheme;

    public PresentedPossession Possession => possession;

    public string Peer => peer;

    /// <summary>Never the token.</summary>
    public override string ToString() => "(presented token)";
}
