using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SessionCluster.Core.Admission;

/// <summary>An authentication event that admitted a session, remembered until its age alone would refuse it.</summary>
/// <param name="High">First 8 bytes of SHA-256 of the event's id.</param>
/// <param name="Low">Next 8 bytes.</param>
/// <param name="KeepUntil"><c>auth_time</c> + the largest authentication age + 5 s.</param>
[GenerateSerializer, Immutable, Alias("sc.AdmittedEvent")]
public sealed record AdmittedEvent([property: Id(0)] ulong High, [property: Id(1)] ulong Low, [property: Id(2)] DateTimeOffset KeepUntil)
{
    /// <summary>Remembers an event id.</summary>
    public static AdmittedEvent Of(string id, DateTimeOffset keepUntil)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(id));
        return new(BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash.AsSpan(8)), keepUntil);
    }

    /// <summary>True when both remember the same event id.</summary>
    public bool IsSameEvent(AdmittedEvent other) => High == other.High && Low == other.Low;
}
