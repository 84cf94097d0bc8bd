namespace SessionCluster.Abstractions.Wire;

/// <summary>The character sets that identifiers on the wire are made of.</summary>
internal static class AsciiText
{
    public const string LowerName = "abcdefghijklmnopqrstuvwxyz0123456789-";

    public const string Name = "ABCDEFGHIJKLMNOPQRSTUVWXYZ._" + LowerName;

    /// <summary>RFC 6749 section 3.3, scope-token: 0x21, 0x23 to 0x5B, 0x5D to 0x7E (neither quotation mark nor backslash).</summary>
    public const string Visible = "!#$%&'()*+,/:;<=>?@[]^`{|}~" + Name;
}
