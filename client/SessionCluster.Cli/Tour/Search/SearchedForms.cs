using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Client.Tokens;

namespace SessionCluster.Cli.Tour.Search;

/// <summary>The forms in which a store could hold a token: as text, and its parts raw, in hexadecimal and in base64.</summary>
/// <param name="Secrets">What must not be found. The secret's digest is among them: it can be presented to a grain.</param>
/// <param name="Handle">What must be found, so that the search is known to see: the session's public name.</param>
internal sealed record SearchedForms(IReadOnlyList<SearchedForm> Secrets, IReadOnlyList<SearchedForm> Handle)
{
    /// <summary>Makes them of a token.</summary>
    /// <returns>False when that is no token.</returns>
    public static bool TryMake(string token, [NotNullWhen(true)] out SearchedForms? forms)
    {
        forms = null;
        var payload = new byte[TokenPayload.Size];
        if (!TokenFormat.TryDecode(token, payload, out _))
        {
            return false;
        }

        var parts = new TokenPayload(payload);
        var id = new byte[SessionId.Size];
        parts.Id.CopyTo(id);
        forms = new(
            [
                new("token", Encoding.UTF8.GetBytes(token)),
                new("token in UTF-16", Encoding.Unicode.GetBytes(token)),
                .. Of("token's payload", payload),
                .. Of("token's secret", parts.Secret.ToArray()),
                .. Of("secret's digest", SHA256.HashData(parts.Secret)),
            ],
            [.. Of("handle", id)]);
        return true;
    }

    private static IEnumerable<SearchedForm> Of(string name, byte[] bytes)
    {
        yield return new(name, bytes);
        yield return new($"{name} in hexadecimal", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes)));
        yield return new($"{name} in hexadecimal", Encoding.ASCII.GetBytes(Convert.ToHexString(bytes)));

        // Within a longer text it begins at one of three places of a group.
        for (var before = 0; before < 3; before++)
        {
            var text = Inner(bytes, before);
            yield return new($"{name} in base64", Encoding.ASCII.GetBytes(text));
            if (text.AsSpan().ContainsAny('+', '/'))
            {
                yield return new($"{name} in base64url", Encoding.ASCII.GetBytes(text.Replace('+', '-').Replace('/', '_')));
            }
        }
    }

    /// <summary>The characters that depend on nothing but the bytes, when <paramref name="before"/> others stand before them.</summary>
    private static string Inner(byte[] bytes, int before)
    {
        var padded = Convert.ToBase64String([.. new byte[before], .. bytes]);
        return padded[((8 * before + 5) / 6)..(8 * (before + bytes.Length) / 6)];
    }
}
