using System.Collections.Immutable;
using System.Text.Json;

namespace SessionCluster.Client.Http;

/// <summary>Reads members of an answer strictly: of their own type and within their range, or not at all. Members that this version does not know are left alone; a later service may send more.</summary>
internal static class JsonReading
{
    private const long LastSecond = 253_402_300_799;

    public static bool TryText(this JsonElement json, string name, out string text)
    {
        text = "";
        return json.TryGetProperty(name, out var member) && TryText(member, out text);
    }

    public static bool TryWhole(this JsonElement json, string name, out long number)
    {
        number = 0;
        return json.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Number && member.TryGetInt64(out number) && number >= 0;
    }

    public static bool TryInstant(this JsonElement json, string name, out DateTimeOffset instant)
    {
        var good = json.TryWhole(name, out var seconds) && seconds <= LastSecond;
        instant = good ? DateTimeOffset.FromUnixTimeSeconds(seconds) : default;
        return good;
    }

    /// <summary>An instant that may be left out.</summary>
    public static bool TryOptionalInstant(this JsonElement json, string name, out DateTimeOffset? instant)
    {
        instant = null;
        if (!json.TryGetProperty(name, out _))
        {
            return true;
        }

        var good = json.TryInstant(name, out var there);
        instant = good ? there : null;
        return good;
    }

    public static bool TrySpan(this JsonElement json, string name, out TimeSpan span)
    {
        var good = json.TryWhole(name, out var seconds) && seconds <= int.MaxValue;
        span = good ? TimeSpan.FromSeconds(seconds) : default;
        return good;
    }

    public static bool TryFlag(this JsonElement json, string name, out bool flag)
    {
        flag = json.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.True;
        return flag || (member.ValueKind == JsonValueKind.False);
    }

    public static bool TryTexts(this JsonElement json, string name, out ImmutableArray<string> texts)
    {
        texts = [];
        if (!json.TryGetProperty(name, out var member) || member.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        var builder = ImmutableArray.CreateBuilder<string>(member.GetArrayLength());
        foreach (var item in member.EnumerateArray())
        {
            if (!TryText(item, out var text))
            {
                return false;
            }

            builder.Add(text);
        }

        texts = builder.MoveToImmutable();
        return true;
    }

    /// <summary>A flat object of strings; absent is empty.</summary>
    public static bool TryTextMap(this JsonElement json, string name, out Dictionary<string, string> map)
    {
        map = [];
        if (!json.TryGetProperty(name, out var member))
        {
            return true;
        }

        if (member.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        foreach (var entry in member.EnumerateObject())
        {
            if (!TryText(entry.Value, out var text))
            {
                return false;
            }

            map[entry.Name] = text;
        }

        return true;
    }

    private static bool TryText(JsonElement member, out string text)
    {
        text = "";
        if (member.ValueKind != JsonValueKind.String)
        {
            return false;
        }

        try
        {
            text = member.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate in an escape.
            return false;
        }
    }
}
