using Azure.Data.Tables;

namespace SessionCluster.Silo.Storage.Events.Azure;

/// <summary>An event as a row of the table.</summary>
internal static class EventEntity
{
    /// <summary>The row with these keys.</summary>
    public static TableEntity Of(EventColumns columns, string partition, string row)
    {
        var entity = new TableEntity(partition, row)
        {
            [nameof(EventColumns.Stream)] = columns.Stream,
            [nameof(EventColumns.Sequence)] = columns.Sequence,
            [nameof(EventColumns.KeptAt)] = columns.KeptAt,
            [nameof(EventColumns.Kind)] = columns.Kind,
            [nameof(EventColumns.At)] = columns.At,
            [nameof(EventColumns.Initiator)] = columns.Initiator,
        };
        Add(nameof(EventColumns.Id), columns.Id);
        Add(nameof(EventColumns.InitiatorClient), columns.InitiatorClient);
        Add(nameof(EventColumns.Subject), columns.Subject);
        Add(nameof(EventColumns.ClientId), columns.ClientId);
        Add(nameof(EventColumns.Class), columns.Class);
        Add(nameof(EventColumns.Reason), columns.Reason);
        Add(nameof(EventColumns.Detail), columns.Detail);
        Add(nameof(EventColumns.Previous), columns.Previous);
        Add(nameof(EventColumns.Hash), columns.Hash);
        return entity;

        void Add(string name, string? text)
        {
            if (text is not null)
            {
                entity[name] = text;
            }
        }
    }

    /// <summary>The event's columns. What has another type than it was written with is read as unset.</summary>
    public static EventColumns Read(TableEntity entity)
    {
        return new()
        {
            Stream = Text(nameof(EventColumns.Stream)) ?? string.Empty,
            Sequence = Number(nameof(EventColumns.Sequence)),
            KeptAt = Number(nameof(EventColumns.KeptAt)),
            Kind = (int)Number(nameof(EventColumns.Kind)),
            At = Number(nameof(EventColumns.At)),
            Id = Text(nameof(EventColumns.Id)),
            Initiator = (int)Number(nameof(EventColumns.Initiator)),
            InitiatorClient = Text(nameof(EventColumns.InitiatorClient)),
            Subject = Text(nameof(EventColumns.Subject)),
            ClientId = Text(nameof(EventColumns.ClientId)),
            Class = Text(nameof(EventColumns.Class)),
            Reason = Text(nameof(EventColumns.Reason)),
            Detail = Text(nameof(EventColumns.Detail)),
            Previous = Text(nameof(EventColumns.Previous)),
            Hash = Text(nameof(EventColumns.Hash)),
        };

        string? Text(string name) => entity.TryGetValue(name, out var value) ? value as string : null;

        long Number(string name) => entity.TryGetValue(name, out var value) ? value switch { long wide => wide, int narrow => narrow, _ => 0 } : 0;
    }
}
