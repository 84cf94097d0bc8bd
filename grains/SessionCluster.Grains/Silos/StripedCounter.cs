using System.Runtime.InteropServices;

namespace SessionCluster.Grains.Silos;

/// <summary>A counter for the hot path: one cell for each processor, a cache line apart, so that counting does not make processors wait for one another.</summary>
internal sealed class StripedCounter
{
    private readonly Cell[] _cells = new Cell[Environment.ProcessorCount];

    public long Total
    {
        get
        {
            var total = 0L;
            for (var index = 0; index < _cells.Length; index++)
            {
                total += Volatile.Read(ref _cells[index].Value);
            }

            return total;
        }
    }

    public void Increment() => Interlocked.Increment(ref _cells[Thread.GetCurrentProcessorId() % _cells.Length].Value);

    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct Cell
    {
        [FieldOffset(64)]
        public long Value;
    }
}
