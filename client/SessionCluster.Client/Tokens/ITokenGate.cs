using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Client.Tokens;

/// <summary>
/// What stands between a presented text and the cluster (A9). One seam, so that a test host can register another gate and show that the attack succeeds without this one.
/// </summary>
internal interface ITokenGate
{
    /// <summary>Decides, without asking anybody, whether a presented text is worth a grain call.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="token">What it says, when the answer is true.</param>
    /// <param name="refusal">Why not, when the answer is false.</param>
    bool TryPass(ReadOnlySpan<char> text, out PresentedToken token, out SessionRefusal refusal);
}
