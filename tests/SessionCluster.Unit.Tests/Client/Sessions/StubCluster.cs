using System.Reflection;
using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Grains;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Renewal;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Rotation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Signals;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Unit.Tests.Client.Sessions;

/// <summary>A cluster that answers as a test says, and notes every call. Not answering is its default.</summary>
internal sealed class StubCluster : ISessionGrain, ISubjectGrain, ILockGrain
{
    private string _key = "";

    public StubCluster()
    {
        Factory = DispatchProxy.Create<IGrainFactory, FactoryProxy>();
        ((FactoryProxy)Factory).Cluster = this;
    }

    public IGrainFactory Factory { get; }

    /// <summary>Grain key and message of each call, in order.</summary>
    public List<(string Key, object Call)> Calls { get; } = [];

    /// <summary>Answers every call: with a value, with a task, or by throwing.</summary>
    public Func<object, object> Answer { get; set; } = _ => new TaskCompletionSource<object>().Task;

    /// <summary>The only call.</summary>
    public TCall Single<TCall>() => Assert.IsType<TCall>(Assert.Single(Calls).Call);

    public ValueTask<SessionVerdict> Validate(ValidateCall call) => new(AnswerAsync<SessionVerdict>(call));

    public ValueTask<SessionVerdict> Introspect(IntrospectCall call) => new(AnswerAsync<SessionVerdict>(call));

    public Task<EndOutcome> End(EndCall call) => AnswerAsync<EndOutcome>(call);

    public Task<RevokeOutcome> Revoke(RevokeCall call) => AnswerAsync<RevokeOutcome>(call);

    public Task<InfoOutcome> GetInfo(InfoCall call) => AnswerAsync<InfoOutcome>(call);

    public Task<EstablishOutcome> Establish(EstablishCall call) => AnswerAsync<EstablishOutcome>(call);

    public Task<RevokeOutcome> Revoke(RevokeSubjectCall call) => AnswerAsync<RevokeOutcome>(call);

    public Task<ListOutcome> List(ListCall call) => AnswerAsync<ListOutcome>(call);

    public Task<RotateOutcome> Rotate(RotateCall call) => AnswerAsync<RotateOutcome>(call);

    public Task<SessionVerdict> Prove(ProveCall call) => AnswerAsync<SessionVerdict>(call);

    public Task<SignalOutcome> Signal(SignalCall call) => AnswerAsync<SignalOutcome>(call);

    public Task<RenewalOutcome> StepUp(RenewalCall call) => AnswerAsync<RenewalOutcome>(call);

    public Task<RenewalOutcome> Reauthenticate(RenewalCall call) => AnswerAsync<RenewalOutcome>(call);

    public Task<LockOutcome> Lock(EventId id, LockOrder order) => AnswerAsync<LockOutcome>((id, order));

    public Task<UnlockOutcome> Unlock(EventId id, EndInitiator initiator) => AnswerAsync<UnlockOutcome>((id, initiator));

    public Task<LockList> List(EventId after) => AnswerAsync<LockList>(after);

    private Task<T> AnswerAsync<T>(object call)
    {
        Calls.Add((_key, call));
        return Answer(call) switch
        {
            T value => Task.FromResult(value),
            Task<T> task => task,
            Task task => Unwrap<T>(task),
            var other => throw new InvalidOperationException($"The stub has no {typeof(T).Name}, but {other}."),
        };
    }

    private static async Task<T> Unwrap<T>(Task task)
    {
        await task;
        return task is Task<object> answered ? (T)await answered : throw new InvalidOperationException("The stub's task has no value.");
    }

    /// <summary>Knows <c>GetGrain(key)</c> of the two interfaces and nothing else.</summary>
#pragma warning disable CA1852 // DispatchProxy derives from it.
    internal class FactoryProxy : DispatchProxy
#pragma warning restore CA1852
    {
        public StubCluster? Cluster { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod is not { Name: nameof(IGrainFactory.GetGrain), IsGenericMethod: true } || args is not [string key, ..])
            {
                throw new NotSupportedException(targetMethod?.ToString());
            }

            Cluster!._key = key;
            return Cluster;
        }
    }
}
