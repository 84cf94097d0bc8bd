using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Core.Containment;

/// <summary>What a silo remembers of a subject's cut-off.</summary>
/// <param name="Epoch">Every session admitted at a smaller epoch is refused.</param>
/// <param name="Kept">But this one (P-S4); unset for none.</param>
internal readonly record struct CutOffMark(long Epoch, SessionId Kept)
{
    public bool Ends(SessionId session, long admissionEpoch) => admissionEpoch < Epoch && (Kept.IsUnset || Kept != session);
}
