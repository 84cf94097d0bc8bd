using SessionCluster.Cluster.Tests.Http.Hosting;
using SessionCluster.Silo.Endpoints.Policy;

namespace SessionCluster.Cluster.Tests.Http.Policy;

/// <summary>For each call of the policy table a request that is good, whoever makes it.</summary>
internal static class PolicyCalls
{
    public static IReadOnlyDictionary<EndpointPolicy, Func<HttpTestSilo, HttpCaller?, Task<HttpAnswer>>> All { get; } = new Dictionary<EndpointPolicy, Func<HttpTestSilo, HttpCaller?, Task<HttpAnswer>>>
    {
        [EndpointPolicies.Establish] = (silo, caller) => silo.CallAsync(EndpointPolicies.Establish, caller, HttpSamples.Establishment(HttpSamples.NewSubject()).ToJsonString()),
        [EndpointPolicies.Validate] = async (silo, caller) =>
            await silo.CallAsync(EndpointPolicies.Validate, caller, HttpSamples.Validation((await silo.EstablishedAsync()).Token).ToJsonString()),
        [EndpointPolicies.Rotate] = async (silo, caller) => await silo.CallAsync(EndpointPolicies.Rotate, caller, HttpSamples.Rotation((await silo.EstablishedAsync()).Token).ToJsonString()),
        [EndpointPolicies.StepUp] = async (silo, caller) => await silo.CallAsync(EndpointPolicies.StepUp, caller, await RenewalAsync(silo)),
        [EndpointPolicies.Reauthenticate] = async (silo, caller) => await silo.CallAsync(EndpointPolicies.Reauthenticate, caller, await RenewalAsync(silo)),
        [EndpointPolicies.Revoke] = async (silo, caller) =>
            await silo.CallAsync(EndpointPolicies.Revoke, caller, $$"""{ "sid": "{{(await silo.EstablishedAsync(caller: Establisher(caller))).Id}}", "reason": "admin" }"""),
        [EndpointPolicies.End] = async (silo, _) => await silo.EndAsync($"Bearer {(await silo.EstablishedAsync()).Token}"),
        [EndpointPolicies.OwnSessions] = async (silo, _) => await silo.HoldAsync(EndpointPolicies.OwnSessions, $"Bearer {(await silo.EstablishedAsync()).Token}"),
        [EndpointPolicies.EndOwnSession] = async (silo, _) => await silo.EstablishedAsync() is var (token, id) ? await silo.HoldAsync(EndpointPolicies.EndOwnSession, $"Bearer {token}", id) : throw new InvalidOperationException(),
        [EndpointPolicies.Signal] = async (silo, caller) =>
            await silo.CallAsync(EndpointPolicies.Signal, caller, $$"""{ "token": "{{(await silo.EstablishedAsync()).Token}}", "type": "risk", "level": "low" }"""),
        [EndpointPolicies.RevokeSubject] = (silo, caller) => silo.CallAsync(EndpointPolicies.RevokeSubject, caller, """{ "reason": "admin" }""", HttpSamples.NewSubject()),
        [EndpointPolicies.Info] = async (silo, caller) => await silo.CallAsync(EndpointPolicies.Info, caller, parameter: (await silo.EstablishedAsync()).Id),
        [EndpointPolicies.List] = (silo, caller) => silo.CallAsync(EndpointPolicies.List, caller, parameter: HttpSamples.NewSubject()),
        [EndpointPolicies.Lock] = (silo, caller) => silo.CallAsync(EndpointPolicies.Lock, caller, Lock()),
        [EndpointPolicies.Locks] = (silo, caller) => silo.CallAsync(EndpointPolicies.Locks, caller),
        [EndpointPolicies.Unlock] = async (silo, caller) => await silo.CallAsync(EndpointPolicies.Unlock, caller, parameter: (await silo.CallAsync(EndpointPolicies.Lock, HttpCaller.All, Lock())).Member("id")),
        [EndpointPolicies.Introspect] = async (silo, caller) => await silo.FormAsync(EndpointPolicies.Introspect, caller, $"token={(await silo.EstablishedAsync()).Token}"),
        [EndpointPolicies.RevokeToken] = async (silo, caller) => await silo.FormAsync(EndpointPolicies.RevokeToken, caller, $"token={(await silo.EstablishedAsync(caller: Establisher(caller))).Token}"),
        [EndpointPolicies.Metadata] = (silo, caller) => silo.CallAsync(EndpointPolicies.Metadata, caller),
        [EndpointPolicies.Cluster] = (silo, caller) => silo.CallAsync(EndpointPolicies.Cluster, caller),
        [EndpointPolicies.Events] = (silo, caller) => silo.CallAsync(EndpointPolicies.Events, caller, query: "?limit=1"),
        [EndpointPolicies.Janitor] = (silo, caller) => silo.CallAsync(EndpointPolicies.Janitor, caller),
        [EndpointPolicies.Metrics] = (silo, caller) => silo.CallAsync(EndpointPolicies.Metrics, caller),
        [EndpointPolicies.Document] = (silo, caller) => silo.CallAsync(EndpointPolicies.Document, caller),
    };

    private static async Task<string> RenewalAsync(HttpTestSilo silo)
    {
        var subject = HttpSamples.NewSubject();
        return HttpSamples.Renewal((await silo.EstablishedAsync(HttpSamples.Establishment(subject))).Token, subject).ToJsonString();
    }

    private static string Lock() => $$"""{ "dimension": "device", "value": "laptop-{{Guid.NewGuid():n}}", "reason": "admin" }""";

    private static HttpCaller Establisher(HttpCaller? caller) => caller is not null && caller.Permissions.HasFlag(SessionCluster.Silo.Callers.CallerPermissions.Establish) ? caller : HttpCaller.All;
}
