using System.Globalization;
using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Rendering;
using SessionCluster.Cli.Service;

namespace SessionCluster.Cli.Verbs.Events;

/// <summary>Reads pages of events as one.</summary>
/// <param name="service">The service.</param>
/// <param name="narrow">What narrows them.</param>
internal sealed class EventPager(ServiceClient service, IReadOnlyList<(string Name, string? Value)> narrow)
{
    private const int PageSize = 1_000;

    private readonly HashSet<string> _asked = [];

    /// <summary>What was read.</summary>
    public List<JsonObject> Events { get; } = [];

    /// <summary>True when the service has more.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Reads as many as there are, within a limit. Answers what went wrong.</summary>
    public async Task<ServiceAnswer.Failed?> ReadAsync(int limit, CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            var size = Math.Min(PageSize, limit - Events.Count).ToString(CultureInfo.InvariantCulture);
            var answer = await service.GetAsync(ServicePaths.Events([.. narrow, (EventNames.After, after), (EventNames.Limit, size)]), cancellationToken).ConfigureAwait(false);
            if (answer is not ServiceAnswer.Done { Members: var page })
            {
                return (ServiceAnswer.Failed)answer;
            }

            Events.AddRange((page[EventNames.Events] as JsonArray)?.OfType<JsonObject>() ?? []);
            after = MemberText.TextOf(page, ClaimNames.Next);
            HasMore = after is not null;
        }
        while (HasMore && Events.Count < limit && _asked.Add(after!));

        return null;
    }
}
