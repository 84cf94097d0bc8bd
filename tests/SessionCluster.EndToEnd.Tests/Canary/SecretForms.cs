using System.Text;

namespace SessionCluster.EndToEnd.Tests.Canary;

/// <summary>The shapes in which a secret gets out: as it is, as UTF-16, in hex of either case, and in base64 and base64url wherever in a longer text it stands.</summary>
internal static class SecretForms
{
    /// <summary>Each shape by its name.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Of(byte[] secret)
    {
        yield return ("raw", secret);
        yield return ("UTF-16", Encoding.Unicode.GetBytes(Encoding.Latin1.GetString(secret)));
        yield return ("hex", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(secret)));
        yield return ("HEX", Encoding.ASCII.GetBytes(Convert.ToHexString(secret)));
        for (var before = 0; before < 3; before++)
        {
            var text = Base64(secret, before);
            yield return ($"base64 + {before}", Encoding.ASCII.GetBytes(text));
            yield return ($"base64url + {before}", Encoding.ASCII.GetBytes(text.Replace('+', '-').Replace('/', '_')));
        }
    }

    /// <summary>What is always there of a secret with so many bytes before it, whatever they and those after it are.</summary>
    private static string Base64(byte[] secret, int before)
    {
        var text = Convert.ToBase64String([.. new byte[before], .. secret]).TrimEnd('=');

        // A character holds six bits: those with bits of the neighbours are left out.
        var first = ((before * 8) + 5) / 6;
        var last = (before + secret.Length) * 8 / 6;
        return text[first..last];
    }
}
