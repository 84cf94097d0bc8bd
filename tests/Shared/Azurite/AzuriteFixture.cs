using SessionCluster.Tests.Shared.Azurite;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace SessionCluster.Tests.Shared.Azurite;

/// <summary>
/// The one emulator of a test assembly, started when the first test asks for it. Tests share it, so each takes a table or ids of its own; a test that stops it starts an
/// <see cref="AzuriteProcess"/> for itself.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private readonly Lazy<Task<AzuriteProcess>> _azurite = new(AzuriteProcess.StartAsync);

    /// <inheritdoc />
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_azurite.IsValueCreated)
        {
            await (await _azurite.Value).DisposeAsync();
        }
    }

    /// <summary>The emulator's connection string; starts it if nobody has.</summary>
    public async Task<string> GetConnectionStringAsync() => (await _azurite.Value).ConnectionString;

    /// <summary>A table name that no other test uses.</summary>
    public static string NewTableName() => $"T{Guid.NewGuid():N}";
}
