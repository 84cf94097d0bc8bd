using SessionCluster.Abstractions.Sessions;

namespace SessionCluster.Abstractions.Wire;

/// <summary>The words of session statuses.</summary>
public static class StatusWords
{
    /// <summary>The word of a status.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a status.</exception>
    public static string Of(SessionStatus status) => status switch
    {
        SessionStatus.Active => "active",
        SessionStatus.Locked => "locked",
        SessionStatus.Revoked => "revoked",
        SessionStatus.Expired => "expired",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a status."),
    };

    /// <summary>The status of a word.</summary>
    public static bool TryParse(string? word, out SessionStatus status)
    {
        status = word switch
        {
            "active" => SessionStatus.Active,
            "locked" => SessionStatus.Locked,
            "revoked" => SessionStatus.Revoked,
            "expired" => SessionStatus.Expired,
            _ => default,
        };
        return status != default;
    }
}
