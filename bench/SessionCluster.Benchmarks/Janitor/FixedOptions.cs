using Microsoft.Extensions.Options;

namespace SessionCluster.Benchmarks.Janitor;

/// <summary>Options that nobody changes.</summary>
internal sealed class FixedOptions<TOptions>(TOptions value) : IOptionsMonitor<TOptions>
{
    public TOptions CurrentValue => value;

    public TOptions Get(string? name) => value;

    public IDisposable? OnChange(Action<TOptions, string?> listener) => null;
}
