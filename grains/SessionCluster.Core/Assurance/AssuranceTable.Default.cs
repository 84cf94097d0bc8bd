namespace SessionCluster.Core.Assurance;

/// <content>The table that comes with the product.</content>
public sealed partial class AssuranceTable
{
    /// <summary>Knowledge <c>pwd pin kba</c>; possession <c>otp sms tel hwk swk sc</c>; inherence <c>fpt face iris retina vbm</c>; hardware <c>hwk sc</c>; keys <c>hwk sc swk</c>.</summary>
    public static AssuranceTable Default { get; } = new(
        [
            .. Words(AuthenticationFactor.Knowledge, "pwd", "pin", "kba"),
            .. Words(AuthenticationFactor.Possession, "otp", "sms", "tel", "hwk", "swk", "sc"),
            .. Words(AuthenticationFactor.Inherence, "fpt", "face", "iris", "retina", "vbm"),
        ],
        ["hwk", "sc"],
        ["hwk", "sc", "swk"]);

    private static IEnumerable<KeyValuePair<string, AuthenticationFactor>> Words(AuthenticationFactor factor, params string[] words) =>
        words.Select(word => KeyValuePair.Create(word, factor));
}
