using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Tokens;

namespace SessionCluster.Client.Http;

/// <summary>What is refused at home. With the edge ring everything that the gateway's client refuses by itself; without it only what is too long to be asked about.</summary>
/// <param name="gate">The gate with the ring, or <see langword="null"/> without one.</param>
internal sealed class HomeGate(ITokenGate? gate)
{
    /// <summary>Longest text that the service takes as a token, in characters: 1,024.</summary>
    public const int MaxLength = 1024;

    public bool TryPass(string text, out SessionRefusal refusal)
    {
        if (gate is not null)
        {
            return gate.TryPass(text, out _, out refusal);
        }

        refusal = text.Length > MaxLength ? SessionRefusal.Malformed : SessionRefusal.None;
        return refusal == SessionRefusal.None;
    }
}
