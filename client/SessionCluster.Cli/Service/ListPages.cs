using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Rendering;

namespace SessionCluster.Cli.Service;

/// <summary>Reads the pages of a list as one.</summary>
internal static class ListPages
{
    /// <summary>Reads them all. What went wrong, or a list under its name.</summary>
    /// <param name="member">The list's name in an answer.</param>
    /// <param name="ask">Asks for a page, behind the last one's end.</param>
    public static async Task<ServiceAnswer> ReadAsync(string member, Func<string?, Task<ServiceAnswer>> ask)
    {
        var items = new JsonArray();
        string? after = null;
        do
        {
            var answer = await ask(after).ConfigureAwait(false);
            if (answer is not ServiceAnswer.Done { Members: var page })
            {
                return answer;
            }

            if (page[member] is not JsonArray some)
            {
                return new ServiceAnswer.Failed(ExitCode.Unavailable, $"The service answered without '{member}', not as SessionCluster does: is the address right?");
            }

            foreach (var item in some)
            {
                items.Add(item?.DeepClone());
            }

            // Pages go forward: a service that repeats itself must not keep us.
            var next = MemberText.TextOf(page, ClaimNames.Next);
            after = string.CompareOrdinal(next, after ?? "") > 0 ? next : null;
        }
        while (after is not null);

        var list = new JsonObject { [member] = items };
        return new ServiceAnswer.Done(list.ToJsonString(JsonText.Plain), list);
    }

    /// <summary>A page's address.</summary>
    public static string PathOf(string path, string? after) => after is null ? path : $"{path}?after={Uri.EscapeDataString(after)}";
}
