using System.Text.Json.Nodes;
using SessionCluster.Cluster.Tests.Http.Hosting;
using SessionCluster.Silo.Endpoints.Policy;
using SessionCluster.Silo.Endpoints.Sessions;

namespace SessionCluster.Cluster.Tests.Http.Answers;

/// <summary>What operators see.</summary>
[Collection(SharedHttpSilo.Name)]
public sealed class InfoTests(SharedHttpSilo shared)
{
    [Fact]
    public async Task The_facts_are_all_there_and_no_secret_is()
    {
        var establishment = HttpSamples.Establishment(HttpSamples.NewSubject());
        establishment["scope"] = "a b";
        establishment["attributes"] = new JsonObject { ["tier"] = "gold" };
        establishment["max_uses"] = 7;
        establishment["cnf"] = new JsonObject { ["jkt"] = HttpSamples.Thumbprint };
        establishment["key_storage"] = "software";
        establishment["device_id"] = "laptop-7";
        var (token, id) = await shared.Silo.EstablishedAsync(establishment);

        // Presented without its key it is tainted, and a risk locks it.
        Assert.False(await shared.Silo.IsActiveAsync(token));
        Assert.Equal(202, (await shared.Silo.CallAsync(EndpointPolicies.Signal, HttpCaller.All, $$"""{ "token": "{{token}}", "type": "risk", "level": "high" }""")).Status);
        await shared.Silo.CallAsync(EndpointPolicies.Revoke, HttpCaller.Operator, $$"""{ "sid": "{{id}}", "reason": "other", "reason_detail": "why" }""");

        var facts = await shared.Silo.CallAsync(EndpointPolicies.Info, HttpCaller.Operator, parameter: id);

        Assert.Equal(InfoMembers.Answer.Members.Select(member => member.Name).Order(StringComparer.Ordinal), facts.Json.Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.Equal(["orders"], facts.Json["aud"]!.AsArray().Select(audience => audience!.GetValue<string>()));
        Assert.Equal(facts.Number("iat") + 3600, facts.Number("exp"));
        Assert.Equal(600, facts.Number("idle_timeout"));
        Assert.Equal(7, facts.Number("max_uses"));
        Assert.Equal(HttpSamples.Thumbprint, facts.Json["cnf"]!["jkt"]!.GetValue<string>());
        Assert.Equal("software", facts.Member("key_storage"));
        Assert.Equal("laptop-7", facts.Member("device_id"));
        Assert.Equal(0, facts.Number("generation"));
        Assert.DoesNotContain(token[^83..^6], facts.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_is_no_activity()
    {
        var (_, id) = await shared.Silo.EstablishedAsync();
        var first = await shared.Silo.CallAsync(EndpointPolicies.Info, HttpCaller.Operator, parameter: id);
        await shared.Silo.CallAsync(EndpointPolicies.List, HttpCaller.Operator, parameter: first.Member("sub"));

        var second = await shared.Silo.CallAsync(EndpointPolicies.Info, HttpCaller.Operator, parameter: id);

        Assert.Equal("active", first.Member("status"));
        Assert.Equal(first.Text, second.Text);
    }

    [Theory]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("00000000000000000000000000000001")]
    [InlineData("0FFFFFFFFF0000000000000000000000")]
    [InlineData("x")]
    [InlineData("%2F")]
    [InlineData("a%20b")]
    public async Task What_is_no_handle_names_no_session(string id) =>
        (await shared.Silo.CallAsync(EndpointPolicies.Info, HttpCaller.Operator, parameter: id)).RequireProblem(404, "unknown_session");

    [Fact, Rule("L15")]
    public async Task A_list_is_paged_by_100_in_the_order_of_the_handles_and_loses_none()
    {
        var subject = HttpSamples.NewSubject();
        var established = new List<string>();
        for (var session = 0; session < 205; session++)
        {
            established.Add((await shared.Silo.EstablishedAsync(HttpSamples.Establishment(subject))).Id);
        }

        var listed = new List<string>();
        var sizes = new List<int>();
        for (var query = ""; ;)
        {
            var page = await shared.Silo.CallAsync(EndpointPolicies.List, HttpCaller.Operator, parameter: subject, query: query);
            var ids = page.Json["sessions"]!.AsArray().Select(session => session!["sid"]!.GetValue<string>()).ToArray();
            sizes.Add(ids.Length);
            listed.AddRange(ids);
            if (page.Json["next"] is not { } next)
            {
                break;
            }

            query = $"?after={next.GetValue<string>()}";
        }

        Assert.Equal([100, 100, 5], sizes);
        Assert.Equal(established.Order(StringComparer.Ordinal), listed);
    }

    [Fact]
    public async Task A_subject_that_nobody_knows_has_no_sessions()
    {
        var page = await shared.Silo.CallAsync(EndpointPolicies.List, HttpCaller.Operator, parameter: HttpSamples.NewSubject());

        Assert.Equal("""{"sessions":[]}""", page.Text);
    }
}
