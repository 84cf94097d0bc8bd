using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Abstractions.Wire;

/// <summary>
/// The paths of this service that a session's holder makes proofs for. Such a proof is for the cluster's own public URL and one of these (RFC 9449 section 4.3, check 9), and the silo verifies it.
/// </summary>
public static class ClusterPaths
{
    /// <summary><c>POST</c>: a successor of the presented token.</summary>
    public const string Rotate = "/sessions/rotate";

    /// <summary><c>POST</c>: the subject authenticated again, the session goes on.</summary>
    public const string StepUp = "/sessions/step-up";

    /// <summary><c>POST</c>: the subject authenticated again, a successor session takes over.</summary>
    public const string Reauthenticate = "/sessions/reauthenticate";

    /// <summary><c>GET</c>: the holder's sessions; one of them below it.</summary>
    public const string OwnSessions = "/me/sessions";

    /// <summary><c>POST</c>: every session of the subject but the one that is kept ends.</summary>
    public static string RevokeSubject(SubjectId subject) => $"/subjects/{Uri.EscapeDataString(subject.Value)}/revoke";

    /// <summary><c>DELETE</c>: one of the holder's sessions.</summary>
    public static string OwnSession(SessionId id) => $"{OwnSessions}/{id}";
}
