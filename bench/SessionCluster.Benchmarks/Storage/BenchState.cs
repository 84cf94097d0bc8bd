using Orleans;

namespace SessionCluster.Benchmarks.Storage;

/// <summary>A state of about the size of a session's: some identifiers, some short lists, some instants, 64 bytes of hashes.</summary>
[GenerateSerializer, Alias("bench.BenchState")]
public sealed record BenchState
{
    [Id(0)]
    public string Key { get; set; } = "";

    [Id(1)]
    public string Subject { get; set; } = "";

    [Id(2)]
    public string Client { get; set; } = "";

    [Id(3)]
    public List<string> Audiences { get; set; } = [];

    [Id(4)]
    public List<string> Scopes { get; set; } = [];

    [Id(5)]
    public byte[] Hash { get; set; } = [];

    [Id(6)]
    public DateTimeOffset Deadline { get; set; }

    [Id(7)]
    public long Generation { get; set; }

    public static BenchState For(string key) => new()
    {
        Key = key,
        Subject = "alice@example.com",
        Client = "login-service",
        Audiences = ["https://api.example.com/orders", "https://api.example.com/invoices"],
        Scopes = ["orders.read", "orders.write", "invoices.read"],
        Hash = new byte[64],
        Deadline = DateTimeOffset.UnixEpoch.AddYears(60),
    };
}
