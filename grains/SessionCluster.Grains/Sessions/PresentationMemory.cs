using SessionCluster.Core.Replay;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Grains.Sessions;

/// <summary>
/// What one activation remembers of presentations beyond the last use. Made when there is something to remember: a bearer session without a use limit or evidence has none, and costs no more than before.
/// </summary>
internal sealed class PresentationMemory
{
    /// <summary>The proofs; made by the first one of the session's key.</summary>
    public ProofMemory? Proofs { get; set; }

    /// <summary>The logical calls whose side effects are done.</summary>
    public AttemptMemory? Attempts { get; set; }

    /// <summary>A lock that was decided, landed or not: sticky, as the end is.</summary>
    public SessionLock? Lock { get; set; }

    /// <summary>A taint that was decided, landed or not.</summary>
    public SessionTaint? Taint { get; set; }

    /// <summary>The clients that validated it; made by the first one that the edge knows.</summary>
    public RecentCallers? Callers { get; set; }

    /// <summary>This activation's clock when it had the row for itself: an earlier one may have accepted what is not clearly younger (P-R3).</summary>
    public DateTimeOffset? ColdSince { get; set; }

    /// <summary>Version of the row under which a proof was accepted last. While it stands, luggage of an earlier activation would pass for whole (P-W6).</summary>
    public string? AcceptedUnder { get; set; }
}
