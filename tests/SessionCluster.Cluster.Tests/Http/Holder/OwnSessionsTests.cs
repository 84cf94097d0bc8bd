using SessionCluster.Client.Possession;
using SessionCluster.Cluster.Tests.Http.Hosting;
using SessionCluster.Silo.Endpoints.Policy;

namespace SessionCluster.Cluster.Tests.Http.Holder;

/// <summary><c>GET /me/sessions</c> and <c>DELETE /me/sessions/{sid}</c>.</summary>
[Collection(SharedHttpSilo.Name)]
public sealed class OwnSessionsTests(SharedHttpSilo shared)
{
    [Fact, Rule("N13"), Rule("N15")]
    public async Task A_holder_sees_its_subjects_sessions_and_ends_one_of_them()
    {
        var subject = HttpSamples.NewSubject();
        var (token, id) = await shared.Silo.EstablishedAsync(HttpSamples.Establishment(subject));
        var (other, otherId) = await shared.Silo.EstablishedAsync(HttpSamples.Establishment(subject));

        var list = await shared.Silo.HoldAsync(EndpointPolicies.OwnSessions, $"Bearer {token}");

        var sessions = list.Json["sessions"]!.AsArray().ToDictionary(session => session!["sid"]!.GetValue<string>(), session => session!["current"]!.GetValue<bool>());
        Assert.Equal(new Dictionary<string, bool> { [id] = true, [otherId] = false }, sessions);
        Assert.DoesNotContain("sct_", list.Text, StringComparison.Ordinal);

        Assert.Equal(204, (await shared.Silo.HoldAsync(EndpointPolicies.EndOwnSession, $"Bearer {token}", otherId)).Status);
        Assert.False(await shared.Silo.IsActiveAsync(other));
        Assert.True(await shared.Silo.IsActiveAsync(token));
        var info = await shared.Silo.CallAsync(EndpointPolicies.Info, HttpCaller.Operator, parameter: otherId);
        Assert.Equal("logout", info.Member("reason"));
        Assert.DoesNotContain("initiated_by", info.Json.Select(member => member.Key));

        Assert.Equal(204, (await shared.Silo.HoldAsync(EndpointPolicies.EndOwnSession, $"Bearer {token}", id)).Status);
        Assert.False(await shared.Silo.IsActiveAsync(token));
    }

    [Fact, Rule("N13")]
    public async Task Another_subjects_session_and_one_that_does_not_exist_are_the_same_answer()
    {
        var (token, _) = await shared.Silo.EstablishedAsync();
        var (other, otherId) = await shared.Silo.EstablishedAsync();

        var foreign = await shared.Silo.HoldAsync(EndpointPolicies.EndOwnSession, $"Bearer {token}", otherId);
        var missing = await shared.Silo.HoldAsync(EndpointPolicies.EndOwnSession, $"Bearer {token}", $"{otherId[..30]}{(otherId.EndsWith("00", StringComparison.Ordinal) ? "01" : "00")}");

        foreign.RequireProblem(404, "unknown_session");
        Assert.Equal(foreign.Text, missing.Text);
        Assert.True(await shared.Silo.IsActiveAsync(other));
    }

    [Fact, Rule("N13")]
    public async Task A_bound_session_needs_its_key_and_a_proof_is_good_once()
    {
        using var key = ProofKey.CreateEcdsa();
        var (token, id) = await shared.Silo.EstablishedAsync(HttpSamples.BoundEstablishment(key));
        var uri = shared.Silo.Url(EndpointPolicies.OwnSessions.Pattern).ToString();
        var proof = key.CreateProof("GET", uri, token);

        (await shared.Silo.HoldAsync(EndpointPolicies.OwnSessions, $"Bearer {token}")).RequireProblem(401, "invalid_token");
        Assert.Equal(200, (await shared.Silo.HoldAsync(EndpointPolicies.OwnSessions, $"DPoP {token}", headers: ("DPoP", proof))).Status);
        (await shared.Silo.HoldAsync(EndpointPolicies.OwnSessions, $"DPoP {token}", headers: ("DPoP", proof))).RequireProblem(401, "invalid_dpop_proof");
        (await shared.Silo.HoldAsync(EndpointPolicies.EndOwnSession, $"DPoP {token}", id, headers: ("DPoP", key.CreateProof("GET", uri, token)))).RequireProblem(401, "invalid_dpop_proof");
        Assert.Equal(204, (await shared.Silo.HoldAsync(EndpointPolicies.EndOwnSession, $"DPoP {token}", id, headers: ("DPoP", key.CreateProof("DELETE", $"{uri}/{id}", token)))).Status);
    }
}
