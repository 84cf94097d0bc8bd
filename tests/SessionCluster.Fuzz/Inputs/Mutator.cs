using System.Text;

namespace SessionCluster.Fuzz.Inputs;

/// <summary>Changes good inputs: by bytes, by pieces of the input itself, and by pieces that have broken readers before.</summary>
internal sealed class Mutator(Random random)
{
    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "\"", "\\", "{", "}", "[", "]", ",", ":", ".", "..", "=", "==", "&", "%", "%00", "%zz", "+", "-", "_", "~", "/", "//", "/../", "?", "#", "@", "[::1]", ":443", ":99999", "\0", "\n", "\r\n", "\t", " ",
            "null", "true", "0", "-1", "-0", "1e400", "1.5", "253402300800", "99999999999999999999", "00000000000000000000000000000000000000001", "NaN", "\"\"", "{}", "[]", "[[[[[[[[[[[[[[[[[[[[", "{\"a\":{\"a\":{\"a\":{\"a\":",
            "\\u0000", "\\ud800", "\\udc00\\ud800", "\\u0074oken", "\\/", "\\x", "\"jti\":\"x\",", "\"d\":\"AA\",", "\"crit\":[],", "\"alg\":\"none\",", "\"typ\":\"JWT\",", "\"kty\":\"oct\",", "\"token\":\"x\",", "\"cnf\":{},",
            "ES384", "RS256", "P-384", "secp256k1", "DPoP", "Bearer", "token=x", "AAAA", "AQAB", "e30", "é", "😀", "\uFEFF",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], new byte[64], Encoding.ASCII.GetBytes(new string('A', 3_000)), Encoding.ASCII.GetBytes(new string('9', 300)),
    ];

    /// <summary>One of them.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>True once in so many times.</summary>
    public bool OnceIn(int times) => random.Next(times) == 0;

    /// <summary>Changes an input in one to four places; now and then in none.</summary>
    public byte[] Mutate(byte[] good)
    {
        var bytes = new List<byte>(good);
        for (var changes = OnceIn(50) ? 0 : 1 + random.Next(4); changes > 0; changes--)
        {
            Change(bytes);
        }

        return [.. bytes];
    }

    private void Change(List<byte> bytes)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(bytes.Count - at, random.Next(1, 24));
        switch (random.Next(9))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 4 when random.Next(4) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 5:
                bytes.RemoveRange(at, length);
                bytes.InsertRange(at, Pick(Pieces));
                break;
            case 6 when random.Next(4) == 0:
                bytes.InsertRange(at, Enumerable.Repeat(bytes.GetRange(at, length), random.Next(2, 200)).SelectMany(piece => piece));
                break;
            case 7 when at < bytes.Count:
                bytes[at] = (byte)((bytes[at] & 0xE0) | random.Next(32));
                break;
            default:
                bytes.InsertRange(at, Pick(Pieces));
                break;
        }
    }
}
