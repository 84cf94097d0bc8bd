using System.Runtime.InteropServices;
using SessionCluster.Abstractions.Possession;

namespace SessionCluster.Core.Replay;

/// <summary>A remembered proof, or an empty slot: 20 bytes.</summary>
/// <param name="High">The first half of what stands for its id.</param>
/// <param name="Low">The second half.</param>
/// <param name="Expires">The first second, on its window's count, in which it may be forgotten; 0 for an empty slot.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct ReplayEntry(ulong High, ulong Low, uint Expires)
{
    public const int Size = 20;

    public bool IsEmpty => Expires == 0;

    public bool IsExpired(uint second) => Expires != 0 && Expires <= second;

    public bool Is(Digest128 id) => High == id.High && Low == id.Low;

    /// <summary>
    /// Where among so many slots it belongs. A holder chooses its proof ids, so that it could choose ids that belong to one slot, if the hash were not seeded anew by every process.
    /// </summary>
    public int Home(int slots) => Home(High, Low, slots);

    public static int Home(ulong high, ulong low, int slots) => (int)(((ulong)(uint)HashCode.Combine(high, low) * (uint)slots) >> 32);
}
