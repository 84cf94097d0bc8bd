using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Runtime;
using SessionCluster.Abstractions.Grains;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Grains.Fence;

namespace SessionCluster.Cluster.Tests.Clusters;

/// <summary>
/// Two silos with their own fences. The first can be declared dead without coming to know of it: it hears no gossip and hardly ever reads the table, as if it were cut off, and goes on answering whoever
/// reaches it.
/// </summary>
internal static class Zombie
{
    public const int Dead = 0;

    public const int Survivor = 1;

    public static async Task<SessionTestCluster> StartAsync(bool fenced, Action<SessionTestOptions>? configure = null) => await SessionTestCluster.StartAsync(options =>
    {
        options.Silos = 2;
        options.OwnFence = true;
        options.ReplaceServicesOf = (name, services) =>
        {
            if (name != "Silo_0")
            {
                return;
            }

            services.AddSingleton<IIncomingGrainCallFilter, Deaf>();
            services.PostConfigure<ClusterMembershipOptions>(membership =>
            {
                membership.TableRefreshTimeout = TimeSpan.FromHours(1);
                membership.LivenessEnabled = false;
            });
            if (!fenced)
            {
                services.AddSingleton<ISiloFence, AlwaysHeld>();
            }
        };
        configure?.Invoke(options);
    });

    /// <summary>The survivor declares the other one dead; completes when it has seen that in the membership.</summary>
    public static async Task DeclareDeadAsync(this SessionTestCluster cluster)
    {
        var membership = cluster.Of<IClusterMembershipService>(Survivor);
        var dead = cluster.Silo(Dead).SiloAddress;
        await membership.TryKill(dead);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (membership.CurrentSnapshot.GetSiloStatus(dead) != SiloStatus.Dead)
        {
            await Task.Delay(20, limit.Token);
        }

        // Without the fence nothing but chance keeps a renewal that is under way from loading the next cut-off: the attack is shown once the last one is over.
        while (cluster.Of<ISiloFence>(Dead) is AlwaysHeld && cluster.Of<SiloFence>(Dead).EndedBecause is null)
        {
            await Task.Delay(20, limit.Token);
        }
    }

    /// <summary>Presents until the survivor answers: the directory holds the dead one's places, and its successor waits.</summary>
    public static async Task<string> PresentToSurvivorAsync(this SessionTestCluster cluster, SessionId id)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            limit.Token.ThrowIfCancellationRequested();
            try
            {
                if (await cluster.PresentAsync(Survivor, id) is var verdict && !verdict.StartsWith("unavailable", StringComparison.Ordinal))
                {
                    return verdict;
                }
            }
            catch (Exception exception) when (exception is TimeoutException or OrleansException)
            {
                // Held by the directory: asked again.
            }

            await Task.Delay(100, limit.Token);
        }
    }

    /// <summary>Presents to the activation that there is now, whatever a directory says later: as a call that waits in its silo already.</summary>
    public static Func<Task<string>> ActivationOf(this SessionTestCluster cluster, SessionId id)
    {
        var activation = (ISessionGrain)cluster.Activations(id).Single().GrainInstance!;
        return async () => (await activation.Validate(new ValidateCall { SecretDigest = GrainCalls.Secret, Audience = SessionSamples.Orders, Activity = SessionActivity.None })).ToString();
    }

    private sealed class Deaf : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context) =>
            context.InterfaceMethod.Name is "MembershipChangeNotification" or "OfferChange" ? throw new IOException("It hears nothing.") : context.Invoke();
    }
}
