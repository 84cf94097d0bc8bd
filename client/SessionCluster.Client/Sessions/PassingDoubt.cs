using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Client.Sessions;

/// <summary>Which doubts pass by themselves, so that asking once more is worth it: a silo that lost its fence, waits out a predecessor, or died. A store that fails, a full log and a spent budget do not pass within a deadline.</summary>
internal static class PassingDoubt
{
    public static bool Is(UnavailableReason reason) => reason is UnavailableReason.Fence or UnavailableReason.Timeout or UnavailableReason.Quarantine;
}
