using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using SessionCluster.Abstractions.Grains;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Grains.Admission;

/// <summary>
/// What clients of the gateway may call: the client-facing grain interfaces and nothing else, and cold sessions only within their miss budget.
/// A gateway authenticates nobody by itself: the sender of a message is a claim, so the gateway's network and, from the next version, mutual TLS stand before this filter.
/// </summary>
/// <remarks>
/// Orleans hands the calls of a client to system targets too: the control of a silo, the catalog, the directory, the membership table of a development cluster. A client that could call those
/// could end activations or declare silos dead. It needs one of them, the cluster's manifest, without which it can't route; the filter runs for system targets as for grains, and refuses the others.
/// </remarks>
internal sealed partial class ClientCallFilter(ClientInterfaces interfaces, MissBudget misses, ILogger<ClientCallFilter> logger) : IIncomingGrainCallFilter
{
    // A client that shares a silo's process, this one or another of the cluster: its HTTP edge, which keeps a budget per caller itself, its start-up, and what its runtime asks for no grain's sake,
    // such as where an activation is. Whoever can make up a sender could call itself a grain as well.
    private static ReadOnlySpan<byte> HostedClient => "hosted-"u8;

    public Task Invoke(IIncomingGrainCallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.SourceId is { } source && source.IsClient() && !IsHosted(source) ? InvokeForClient(context, source) : context.Invoke();
    }

    private static bool IsHosted(GrainId source) => source.Key.AsSpan().StartsWith(HostedClient);

    private Task InvokeForClient(IIncomingGrainCallContext context, GrainId source)
    {
        if (!interfaces.Allow(context.InterfaceMethod.DeclaringType!))
        {
            LogRefused(context.InterfaceName);
            throw new UnauthorizedAccessException("Clients may call the client-facing grain interfaces only.");
        }

        // A session that is in memory, or whose read is under way, costs nothing more, a state machine included.
        return context.Grain is SessionGrain { IsCold: true } session ? InvokeColdAsync(context, session, source) : context.Invoke();
    }

    private async Task InvokeColdAsync(IIncomingGrainCallContext context, SessionGrain session, GrainId source)
    {
        var caller = source.Key.ToString()!;
        if (!misses.TryBegin(caller))
        {
            // Before anything is read: a flood of guesses costs no more than its budget (A9).
            session.DeactivateOnIdle();
            Deny(context);
            return;
        }

        var missed = false;
        try
        {
            await context.Invoke();
            missed = context.Result is SessionVerdict { Refusal: SessionRefusal.Unknown } or RevokeOutcome.UnknownSession or InfoOutcome.UnknownSession or EndOutcome.Denied { Verdict.Refusal: SessionRefusal.Unknown };
        }
        finally
        {
            misses.End(caller, missed);
        }
    }

    private static void Deny(IIncomingGrainCallContext context) => context.Result = context.MethodName switch
    {
        nameof(ISessionGrain.Validate) or nameof(ISessionGrain.Introspect) => SessionVerdict.InDoubt(UnavailableReason.MissBudget),
        nameof(ISessionGrain.End) => new EndOutcome.Denied(SessionVerdict.InDoubt(UnavailableReason.MissBudget)),
        nameof(ISessionGrain.Revoke) => new RevokeOutcome.Unavailable(UnavailableReason.MissBudget),
        _ => new InfoOutcome.Unavailable(UnavailableReason.MissBudget),
    };

    [LoggerMessage(1501, LogLevel.Warning, "A client called {Interface}, which is not for clients: refused.", EventName = "ClientCallRefused")]
    private partial void LogRefused(string @interface);
}
