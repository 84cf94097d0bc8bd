using SessionCluster.Comparison.Serving;

namespace SessionCluster.Comparison.Contenders;

/// <summary>A call of a grain that does nothing: what the transport and the runtime cost. It makes the grain's reference anew for each call, and as cheaply as the client of a session does.</summary>
internal sealed class EmptyCallContender(string where, IGrainFactory grains) : IContender
{
    private readonly GrainReference _first = (GrainReference)grains.GetGrain<IEmptyGrain>("0");
    private readonly string[] _keys = [.. Enumerable.Range(0, Sizes.Sessions).Select(number => $"{number:x32}")];
    private int _next;

    public string Name => $"empty grain call, {where}";

    public async Task<bool> AskAsync(int caller)
    {
        var key = _keys[(uint)Interlocked.Increment(ref _next) % (uint)_keys.Length];
        await ((IEmptyGrain)grains.GetGrain(GrainId.Create(_first.GrainId.Type, IdSpan.Create(key)), _first.InterfaceType)).Nothing(EmptyCall.Instance);
        return true;
    }
}
