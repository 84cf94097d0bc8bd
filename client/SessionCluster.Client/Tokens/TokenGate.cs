using Microsoft.Extensions.Options;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Hosting;

namespace SessionCluster.Client.Tokens;

/// <summary>Lets pass what is whole, ours, and not past the deadline in its id: malformed, foreign, forged and expired tokens cost no grain call (A9).</summary>
internal sealed class TokenGate(EdgeRing ring, IOptions<SessionClientOptions> options, TimeProvider clock) : ITokenGate
{
    /// <summary>How far our clock may be ahead of the grain's: 10 s. The id's deadline is the session's rounded up to the minute, so the edge is never stricter than the grain.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(10);

    private readonly EnvironmentName _environment = EnvironmentName.Create(options.Value.Environment);

    /// <inheritdoc/>
    public bool TryPass(ReadOnlySpan<char> text, out PresentedToken token, out SessionRefusal refusal)
    {
        refusal = TokenFormat.Parse(text, _environment, ring.Current, out token);
        if (refusal != SessionRefusal.None)
        {
            return false;
        }

        // In seconds, because an id's four bytes reach past the last DateTimeOffset.
        if (clock.GetUtcNow().ToUnixTimeSeconds() < token.Id.DeadlineMinutes * 60L + (long)Skew.TotalSeconds)
        {
            return true;
        }

        token = default;
        refusal = SessionRefusal.Expired;
        return false;
    }
}
