using System.Reflection;

namespace SessionCluster.LoadTests.Targets.InProcess;

/// <summary>The harness's membership table as one silo reaches it: over its wire. A proxy, for the interface has each operation twice.</summary>
internal class WiredMembershipTable : DispatchProxy
{
    private IMembershipTable? _table;
    private SiloWire? _wire;

    public static IMembershipTable Create(IMembershipTable table, SiloWire wire)
    {
        var proxy = Create<IMembershipTable, WiredMembershipTable>();
        (((WiredMembershipTable)(object)proxy)._table, ((WiredMembershipTable)(object)proxy)._wire) = (table, wire);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        _wire!.ThrowIfCut();
        return targetMethod!.Invoke(_table, BindingFlags.DoNotWrapExceptions, null, args, null);
    }
}
