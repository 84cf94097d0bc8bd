using Microsoft.Extensions.Configuration;
using SessionCluster.Silo.Configuration;

namespace SessionCluster.Unit.Tests.Configuration;

/// <summary>One reading of a configuration: what was built, and the sentences about it.</summary>
internal sealed record Reading<T>(T Value, IReadOnlyList<string> Problems)
{
    /// <summary>The value of a configuration without problems.</summary>
    public T Good
    {
        get
        {
            Assert.Empty(Problems);
            return Value;
        }
    }
}

internal static class Reading
{
    /// <summary>Reads settings, given below the root: <c>"Http:Urls"</c>.</summary>
    public static Reading<T> Of<T>(Func<SettingsSection, T> read, params (string Key, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"{SettingsSection.Root}:{setting.Key}", setting.Value)))
            .Build();
        var problems = new List<string>();
        return new(read(SettingsSection.Of(configuration, problems)), problems);
    }

    /// <summary>Reads the settings of a text <c>key=value; key=value</c>, as table-driven tests give them.</summary>
    public static Reading<T> Of<T>(Func<SettingsSection, T> read, string settings) =>
        Of(read, [.. settings.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(setting => setting.Split('=', 2)).Select(parts => (parts[0], (string?)parts[1]))]);
}
