using System.Globalization;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Silo.Storage.Events.Azure;

/// <summary>
/// The keys of a service's events. Each event has a row in its stream's partition, which is the event, and copies in the partitions of its hour, of its kind in that hour, and of its subject, each in the order
/// of keeping. A service id has no bar, so services don't meet.
/// </summary>
/// <param name="serviceId">Whose events.</param>
internal sealed class EventKeys(string serviceId)
{
    private const long MillisecondsOfAnHour = 3_600_000;

    /// <summary>The partition of a stream.</summary>
    public string Stream(string stream) => $"{serviceId}|s|{stream}";

    /// <summary>The row of a sequence in its stream's partition.</summary>
    public static string Sequence(long sequence) => sequence.ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>The partition of a subject.</summary>
    public string Subject(SubjectId subject) => $"{serviceId}|u|{subject.Key}";

    /// <summary>The partition of the hour in which events are kept; those of later hours sort after it.</summary>
    public string Hour(long keptAt) => $"{serviceId}|t|{Number(keptAt)}";

    /// <summary>The partition of a kind in that hour.</summary>
    public string KindHour(int kind, long keptAt) => string.Create(CultureInfo.InvariantCulture, $"{serviceId}|k|{kind}|{Number(keptAt)}");

    private static string Number(long keptAt) => (keptAt / MillisecondsOfAnHour).ToString("D8", CultureInfo.InvariantCulture);
}
