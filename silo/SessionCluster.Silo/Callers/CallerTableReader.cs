using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Silo.Configuration;

namespace SessionCluster.Silo.Callers;

/// <summary>Builds the table of callers from <c>Clients:&lt;id&gt;</c>. Whatever does not parse becomes a sentence that names the key; a secret's digest is never repeated in one.</summary>
internal static class CallerTableReader
{
    private const int MaxSignalsPerMinute = 100_000;

    private const string DigestPrefix = "sha256:";

    /// <summary>Reads the section; a client with a problem is left out.</summary>
    public static CallerTable Read(SettingsSection clients) => new([.. clients.Children().Select(ReadCaller).OfType<Caller>()]);

    private static Caller? ReadCaller(SettingsSection client)
    {
        client.Allow("Secrets", "Permissions", "Audiences", "SignalsPerMinute");
        var digests = ReadSecrets(client);
        var permissions = ReadPermissions(client);
        var audiences = ReadAudiences(client, out var everyAudience);
        var signals = client.Integer("SignalsPerMinute", Caller.DefaultSignalsPerMinute, 1, MaxSignalsPerMinute);
        if (!ClientId.TryCreate(client.Name, out var id))
        {
            client.Reject($"is not a client id. {ClientId.Rule}");
            return null;
        }

        return digests.Count is >= 1 and <= Caller.MaxSecrets ? new(id, digests, permissions, audiences, everyAudience) { SignalsPerMinute = signals } : null;
    }

    private static List<byte[]> ReadSecrets(SettingsSection client)
    {
        var digests = new List<byte[]>();
        var texts = client.Texts("Secrets");
        if (texts.Count is < 1 or > Caller.MaxSecrets)
        {
            client.Problem("Secrets", $"has {texts.Count} entries: give 1 or {Caller.MaxSecrets} of the form {DigestPrefix}<64 hexadecimal digits>; `client new NAME` makes one.");
        }

        foreach (var text in texts)
        {
            if (TryReadDigest(text, out var digest))
            {
                digests.Add(digest);
            }
            else
            {
                client.Problem("Secrets", $"has an entry that is not {DigestPrefix}<64 hexadecimal digits>: never put the secret itself here; `client new NAME` makes one.");
            }
        }

        return digests;
    }

    private static bool TryReadDigest(string text, out byte[] digest)
    {
        digest = new byte[32];
        return text.StartsWith(DigestPrefix, StringComparison.Ordinal)
            && Convert.FromHexString(text.AsSpan(DigestPrefix.Length), digest, out var read, out var written) == System.Buffers.OperationStatus.Done
            && written == digest.Length
            && read == text.Length - DigestPrefix.Length;
    }

    private static CallerPermissions ReadPermissions(SettingsSection client)
    {
        var permissions = CallerPermissions.None;
        foreach (var word in client.Texts("Permissions"))
        {
            if (!PermissionWords.TryParse(word, out var permission))
            {
                client.Problem("Permissions", $"has '{word}': give words of {string.Join(", ", PermissionWords.All)}.");
            }

            permissions |= permission;
        }

        return permissions;
    }

    private static List<Audience> ReadAudiences(SettingsSection client, out bool everyAudience)
    {
        everyAudience = false;
        var audiences = new List<Audience>();
        foreach (var text in client.Texts("Audiences"))
        {
            if (text == "*")
            {
                everyAudience = true;
            }
            else if (Audience.TryCreate(text, out var audience))
            {
                audiences.Add(audience);
            }
            else
            {
                client.Problem("Audiences", $"has '{text}'. {Audience.Rule} Or give '*' for every audience.");
            }
        }

        return audiences;
    }
}
