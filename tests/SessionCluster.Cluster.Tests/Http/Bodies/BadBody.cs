using System.Text;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Cluster.Tests.Http.Bodies;

/// <summary>A body that is refused, made from a good one.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Bytes">The body.</param>
/// <param name="Code">The code it is refused with.</param>
internal sealed record BadBody(string Name, byte[] Bytes, string Code)
{
    // Whatever a caller sends, no sentence repeats it.
    public const string Mark = "MARK-0f1e2d3c";

    private const string Malformed = "malformed";
    private const string Unsupported = "unsupported_parameter";

    private static readonly string[] Numbers = ["1.5", "1.0", "1e3", "1E400", "-1", "-0.0", "99999999999999999999", "9223372036854775808", "-9223372036854775809", "0x10", "01", "+1", "NaN", "Infinity"];

    // What somebody presented to an API service is any text.
    private static readonly string[] Presented = ["token", "proof", "method", "uri"];

    private static readonly (string Name, string Raw)[] OtherKinds =
        [("null", "null"), ("a flag", "true"), ("a number", "12345"), ("a string", $"\"{Mark}\""), ("an array", "[]"), ("an array of a number", "[1]"), ("an array of null", "[null]"),
         ("an array of an array", "[[\"pwd\"]]"), ("an object", "{}"), ("an object of a number", "{ \"a\": 1 }"), ("an object of null", "{ \"a\": null }"), ("an object of an object", "{ \"a\": { \"b\": \"c\" } }")];

    /// <summary>All of them for a call.</summary>
    public static IEnumerable<BadBody> For(BodySample sample) =>
        [.. OfTheWhole(sample), .. OfNames(sample), .. Paths(sample.Table, string.Empty).SelectMany(member => OfMember(sample, member.Path, member.Member)), .. SpecialBodies.For(sample)];

    public static BadBody Text(string name, string text, string code = Malformed) => new(name, Encoding.UTF8.GetBytes(text), code);

    public static BadBody Unknown(string name, string text) => Text(name, text, Unsupported);

    private static IEnumerable<BadBody> OfTheWhole(BodySample sample)
    {
        var good = sample.Good;
        yield return Text("empty", "");
        yield return Text("only spaces", "   \r\n\t ");
        yield return Text("a string", $"\"{Mark}\"");
        yield return Text("a number", "1");
        yield return Text("null", "null");
        yield return Text("an array", $"[{good}]");
        yield return Text("two objects", good + good);
        yield return Text("something after it", good + " x");
        yield return Text("a comment", $"/* {Mark} */ {good}");
        yield return Text("a line comment", $"// {Mark}\n{good}");
        yield return Text("a trailing comma", good[..^2] + ", }");
        yield return Text("single quotes", good.Replace('"', '\''));
        yield return Text("a form", "sub=alice&class=bearer");
        yield return Text("XML", $"<session>{Mark}</session>");
        yield return Text("a NUL at the end", good + "\0");
        yield return Text("an unquoted name", $"{{ {Mark}: 1 }}");
        yield return Text("very deep arrays", $"{{ \"{sample.Table[sample.Table.Members.Count - 1].Name}\": {new string('[', 8000)}");
        yield return Text("very deep objects", string.Concat(Enumerable.Repeat("{\"a\":", 3000)), Unsupported);
        yield return new("a byte order mark", [0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(good)], Malformed);
        yield return new("UTF-16", Encoding.Unicode.GetBytes(good), Malformed);
        yield return new("a byte that is no UTF-8", [.. Encoding.UTF8.GetBytes(good[..^2]), 0xff, (byte)'}'], Malformed);
        yield return new("an overlong slash", [(byte)'{', (byte)'"', 0xc0, 0xaf, (byte)'"', .. ":1}"u8], Malformed);
        yield return new("a surrogate in UTF-8", [(byte)'{', (byte)'"', 0xed, 0xa0, 0x80, (byte)'"', .. ":1}"u8], Malformed);
        yield return new("only NULs", new byte[100], Malformed);

        // Cut off anywhere.
        for (var length = 1; length < good.Length; length += 1 + (good.Length / 24))
        {
            yield return Text($"cut off after {length}", good[..length]);
        }
    }

    private static IEnumerable<BadBody> OfNames(BodySample sample)
    {
        yield return Unknown("an unknown member", sample.Plus($"\"unknown_member\": \"{Mark}\""));
        yield return Unknown("an unknown member first", $"{{ \"unknown_member\": \"{Mark}\", {sample.Good[2..]}");
        yield return Unknown("a member with an empty name", sample.Plus("\"\": 1"));
        yield return Unknown("a member with a long name", sample.Plus($"\"{Mark}{new string('x', 200)}\": 1"));
        yield return Unknown("a name in another letter case", sample.Plus("\"Reason\": \"admin\""));
        yield return Unknown("a name with a lone surrogate", sample.Plus("\"\\ud800\": 1"));
        yield return Unknown("a name with a space", sample.Plus("\" reason\": 1"));
        yield return Unknown("__proto__", sample.Plus("\"__proto__\": {}"));
        yield return Unknown("a member of no call", sample.Plus($"\"id\": \"{Mark}\""));
    }

    private static IEnumerable<BadBody> OfMember(BodySample sample, string path, Member member)
    {
        if (member.IsRequired)
        {
            yield return Text($"{path} is missing", sample.With(path, null));
        }

        yield return Text($"{path} stands twice", sample.With(path, $"{sample.Values[path]}, \"{member.Name}\": {sample.Values[path]}"));
        yield return Text($"{path} stands twice, escaped", sample.With(path, $"{sample.Values[path]}, \"{Escape(member.Name)}\": {sample.Values[path]}"));
        foreach (var (name, raw) in OtherKinds)
        {
            // A string is not a word, but may be a token or a name; and an object without required members is one.
            if (!Accepts(member, raw))
            {
                yield return Text($"{path} is {name}", sample.With(path, raw), member.Kind == MemberKind.Object && raw.StartsWith("{ ", StringComparison.Ordinal) ? Unsupported : CodeOf(path, raw));
            }
        }

        if (member.Kind is MemberKind.Integer)
        {
            foreach (var number in Numbers)
            {
                yield return Text($"{path} is {number}", sample.With(path, number));
            }
        }

        if (member.Kind is MemberKind.Text && !Presented.Contains(member.Name))
        {
            yield return Text($"{path} has a lone surrogate", sample.With(path, "\"a\\ud800b\""));
            yield return Text($"{path} has a lone low surrogate", sample.With(path, "\"\\udc00\""));
        }
    }

    private static string CodeOf(string path, string raw) => (path == "scheme" || path == "keep.scheme") && raw.StartsWith('"') ? Unsupported : Malformed;

    private static bool Accepts(Member member, string raw) => member switch
    {
        { Kind: MemberKind.Text, Words.Count: > 0 } => false,
        { Kind: MemberKind.Text, Name: "sid" or "class" or "rotation_id" } => false,
        { Kind: MemberKind.Text } => raw.StartsWith('"'),
        { Kind: MemberKind.Flag } => raw == "true",
        { Kind: MemberKind.Integer } => raw == "12345",
        { Kind: MemberKind.Object } => raw == "{}" && member.Members!.Required == 0,
        { Kind: MemberKind.TextMap } => raw == "{}",
        _ => false,
    };

    private static string Escape(string name) => $"\\u{(int)name[0]:x4}{name[1..]}";

    private static IEnumerable<(string Path, Member Member)> Paths(MemberTable table, string prefix) =>
        table.Members.SelectMany(member => member.Members is { } nested ? [(prefix + member.Name, member), .. Paths(nested, $"{prefix}{member.Name}.")] : new[] { (prefix + member.Name, member) });
}
