using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Abstractions.Wire;

/// <summary>The words of <c>activity</c>.</summary>
public static class ActivityWords
{
    /// <summary>The word of an activity.</summary>
    public static string Of(SessionActivity activity) => activity == SessionActivity.User ? "user" : "none";

    /// <summary>The activity of a word.</summary>
    public static bool TryParse(string? word, out SessionActivity activity)
    {
        activity = word == "user" ? SessionActivity.User : SessionActivity.None;
        return word is "user" or "none";
    }
}
