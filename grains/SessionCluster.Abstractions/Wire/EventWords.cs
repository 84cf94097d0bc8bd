using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Revocation;

namespace SessionCluster.Abstractions.Wire;

/// <summary>The words of events: those of CAEP where it has one.</summary>
public static class EventWords
{
    /// <summary>The word of a value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a value of its type.</exception>
    public static string Of(SessionEventKind value) => value switch
    {
        SessionEventKind.Established => "session-established",
        SessionEventKind.Rotated => "session-rotated",
        SessionEventKind.SteppedUp => "assurance-level-change",
        SessionEventKind.Locked => "session-locked",
        SessionEventKind.Tainted => "session-tainted",
        SessionEventKind.Revoked => "session-revoked",
        SessionEventKind.Expired => "session-expired",
        SessionEventKind.SubjectRevoked => "subject-revoked",
        SessionEventKind.LockSet => "lock-set",
        SessionEventKind.LockRemoved => "lock-removed",
        SessionEventKind.Refusals => "refusals",
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "Not a value of its type."),
    };

    /// <summary>The value of a word.</summary>
    public static bool TryParse(string? word, out SessionEventKind value)
    {
        foreach (var candidate in Enum.GetValues<SessionEventKind>())
        {
            if (Of(candidate) == word)
            {
                value = candidate;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>The word of an initiator.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a value of its type.</exception>
    public static string Of(InitiatorKind value) => value switch
    {
        InitiatorKind.Policy => "policy",
        InitiatorKind.Client => "client",
        InitiatorKind.Holder => "holder",
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "Not a value of its type."),
    };

    /// <summary>The initiator of a word.</summary>
    public static bool TryParse(string? word, out InitiatorKind value)
    {
        foreach (var candidate in Enum.GetValues<InitiatorKind>())
        {
            if (Of(candidate) == word)
            {
                value = candidate;
                return true;
            }
        }

        value = default;
        return false;
    }
}
