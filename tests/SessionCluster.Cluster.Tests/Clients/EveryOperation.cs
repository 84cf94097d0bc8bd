using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client;
using SessionCluster.Client.Sessions;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Clients;

/// <summary>Every operation of the client once, by name, with the answer in words.</summary>
internal static class EveryOperation
{
    public static async Task<Dictionary<string, string>> AskAllAsync(this SessionTestCluster cluster, ISessionClient client, SubjectId subject, EstablishResult.Established session)
    {
        var asked = new Dictionary<string, Task<string>>
        {
            ["establish"] = InWords(client.EstablishAsync(cluster.Establish(subject))),
            ["validate"] = client.PresentAsync(session.Token.Reveal()),
            ["revoke by token"] = InWords(client.RevokeAsync(new RevokeDescriptor.ByToken(session.Token.Reveal(), SessionSamples.Admin))),
            ["revoke by id"] = InWords(client.RevokeAsync(new RevokeDescriptor.ById(session.Id, SessionSamples.Admin))),
            ["revoke subject"] = InWords(client.RevokeSubjectAsync(new(subject, SessionSamples.Admin))),
            ["info"] = InWords(client.GetInfoAsync(session.Id)),
            ["list"] = InWords(client.ListAsync(subject)),
        };
        await Task.WhenAll(asked.Values);
        return asked.ToDictionary(operation => operation.Key, operation => operation.Value.Result);
    }

    /// <summary>
    /// Lets the time of the test's clock pass, a quarter of a second at a time, until an answer is there: a client that waits or pauses goes by that clock. As fast as real time unless said otherwise:
    /// where an answer comes, it must not be overtaken.
    /// </summary>
    public static async Task<T> PassTimeAsync<T>(this SessionTestCluster cluster, Task<T> asking, TimeSpan? pace = null)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!asking.IsCompleted)
        {
            await Task.WhenAny(asking, Task.Delay(pace ?? SafeRepeat.Pause, limit.Token));
            cluster.Clock.Advance(SafeRepeat.Pause);
            limit.Token.ThrowIfCancellationRequested();
        }

        return await asking;
    }

    private static async Task<string> InWords<T>(Task<T> asked) => await asked switch
    {
        EstablishResult.Unavailable result => Unavailable(result.Reason),
        RevokeResult.Unavailable result => Unavailable(result.Reason),
        InfoResult.Unavailable result => Unavailable(result.Reason),
        ListResult.Unavailable result => Unavailable(result.Reason),
        var result => result!.GetType().Name,
    };

    private static string Unavailable(UnavailableReason reason) => $"unavailable: {reason}";
}
