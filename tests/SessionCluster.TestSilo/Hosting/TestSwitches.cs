using System.Diagnostics.CodeAnalysis;
using Orleans.Runtime.Hosting;
using SessionCluster.Grains.Events;
using SessionCluster.Grains.Fence;
using SessionCluster.Grains.Persistence;
using SessionCluster.Silo.Storage.Events.Sqlite;
using SessionCluster.Silo.Storage.Provider;
using SessionCluster.TestSilo.Canary;
using SessionCluster.TestSilo.Fence;
using SessionCluster.TestSilo.Membership;
using SessionCluster.TestSilo.Storage;

namespace SessionCluster.TestSilo.Hosting;

/// <summary>The replacements, as the command line names them.</summary>
/// <param name="FenceOff"><c>--test:fence=off</c>: every answer is given, whatever has become of the silo.</param>
/// <param name="MembershipSlow"><c>--test:membership=slow</c>: the silo learns of its own death late.</param>
/// <param name="LossyStorage"><c>--test:lossy-storage</c>: writes are acknowledged and kept in memory only.</param>
/// <param name="FaultDirectory"><c>--test:faults=DIRECTORY</c>: a file there called <c>full-disk</c>, <c>query-only</c>, <c>block-writes</c> or <c>hold-events</c> is that fault, as long as it lies there.</param>
/// <param name="PrintsSpans"><c>--test:print-spans</c>: every span is printed with all that it carries.</param>
/// <param name="Planted"><c>--test:plant=TEXT</c>: the text is leaked on purpose, into the log, a metric and a span.</param>
/// <param name="Checks">The checks that are switched off.</param>
internal sealed record TestSwitches(bool FenceOff, bool MembershipSlow, bool LossyStorage, string? FaultDirectory, bool PrintsSpans, string? Planted, CheckSwitches Checks)
{
    private const string Prefix = "--test:";
    private const string FaultsPrefix = "--test:faults=";
    private const string PlantPrefix = "--test:plant=";

    /// <summary>Takes the switches out of a command line.</summary>
    public static bool TryParse(string[] args, out TestSwitches switches, out string[] rest, [NotNullWhen(false)] out string? problem)
    {
        var mine = args.Where(arg => arg.StartsWith(Prefix, StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        rest = [.. args.Except(mine)];
        switches = new(
            mine.Remove("--test:fence=off"),
            mine.Remove("--test:membership=slow"),
            mine.Remove("--test:lossy-storage"),
            Take(mine, FaultsPrefix),
            mine.Remove("--test:print-spans"),
            Take(mine, PlantPrefix),
            CheckSwitches.TakeFrom(mine));
        problem = mine.Count == 0 ? null : $"{mine.First()} is no switch of the test silo.";
        return problem is null;
    }

    /// <summary>Registers the replacements before the product registers its own.</summary>
    public void Apply(WebApplicationBuilder builder)
    {
        if (FenceOff)
        {
            builder.Services.AddSingleton<ISiloFence, OpenFence>();
        }

        if (MembershipSlow)
        {
            SlowMembership.Apply(builder);
        }

        if (LossyStorage)
        {
            // The real store is there and beats, under another name; rows don't reach it.
            builder.UseOrleans(silo => silo.AddSqliteGrainStorage("unused"));
            builder.Services.AddGrainStorage(SessionStorage.ProviderName, (services, _) => ActivatorUtilities.CreateInstance<LossyStorage>(services));
        }

        if (FaultDirectory is not null)
        {
            builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<StoreFaults>(services, FaultDirectory));
            builder.Services.AddSingleton<ISessionEventStore>(services => new HeldEvents(FaultDirectory, ActivatorUtilities.CreateInstance<SqliteEventStore>(services)));
        }

        if (PrintsSpans)
        {
            // An instance, so that it listens before anything starts; the host never disposes of it, nor need it: it ends with the process.
            builder.Services.AddSingleton(new SpanPrinter());
        }

        Checks.Apply(builder);
        if (Planted is not null)
        {
            builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<PlantedCanary>(services, Planted));
        }
    }

    private static string? Take(HashSet<string> switches, string prefix)
    {
        var found = switches.FirstOrDefault(arg => arg.StartsWith(prefix, StringComparison.Ordinal));
        return found is not null && switches.Remove(found) ? found[prefix.Length..] : null;
    }
}
