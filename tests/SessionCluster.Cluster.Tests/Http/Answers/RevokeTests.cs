using SessionCluster.Cluster.Tests.Http.Hosting;
using SessionCluster.Silo.Endpoints.Policy;

namespace SessionCluster.Cluster.Tests.Http.Answers;

/// <summary>What revocations answer, and who may revoke what.</summary>
[Collection(SharedHttpSilo.Name)]
public sealed class RevokeTests(SharedHttpSilo shared)
{
    [Fact, Rule("G1")]
    public async Task A_receipt_says_from_when_nobody_accepts_and_revoking_again_gives_the_same()
    {
        var (token, id) = await shared.Silo.EstablishedAsync();
        var before = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

        var receipt = await shared.Silo.CallAsync(EndpointPolicies.Revoke, HttpCaller.Support, $$"""{ "token": "{{token}}", "reason": "logout" }""");

        Assert.False(await shared.Silo.IsActiveAsync(token));
        Assert.Equal(["sid", "sessions_ended", "revoked_at", "effective_at", "event_id"], receipt.Json.Select(member => member.Key));
        Assert.Equal(id, receipt.Member("sid"));
        Assert.Equal(1, receipt.Number("sessions_ended"));
        Assert.InRange(receipt.Number("revoked_at"), before, receipt.Number("effective_at"));
        Assert.InRange(receipt.Number("effective_at"), before, before + 5);
        Assert.Matches("^[0-9a-f]{32}$", receipt.Member("event_id"));
        Assert.Equal(receipt.Text, (await shared.Silo.RevokeAsync(id, HttpCaller.Operator)).Text);
        Assert.Equal(receipt.Text, (await shared.Silo.CallAsync(EndpointPolicies.Revoke, HttpCaller.Support, $$"""{ "token": "{{token}}", "reason": "compromise" }""")).Text);
    }

    [Fact]
    public async Task The_facts_of_an_ended_session_say_why_and_on_whose_word()
    {
        var (_, id) = await shared.Silo.EstablishedAsync();
        var receipt = await shared.Silo.CallAsync(EndpointPolicies.Revoke, HttpCaller.Operator, $$"""{ "sid": "{{id}}", "reason": "other", "reason_detail": "a \"drill\", märz" }""");

        var facts = await shared.Silo.CallAsync(EndpointPolicies.Info, HttpCaller.Operator, parameter: id);

        Assert.Equal("revoked", facts.Member("status"));
        Assert.Equal("other", facts.Member("reason"));
        Assert.Equal("a \"drill\", märz", facts.Member("reason_detail"));
        Assert.Equal("operator", facts.Member("initiated_by"));
        Assert.All(["revoked_at", "effective_at"], name => Assert.Equal(receipt.Number(name), facts.Number(name)));
        Assert.Equal(receipt.Member("event_id"), facts.Member("event_id"));
    }

    [Fact]
    public async Task A_session_that_a_rule_ended_has_no_initiator()
    {
        var subject = HttpSamples.NewSubject();
        var (_, first) = await shared.Silo.EstablishedAsync(HttpSamples.Establishment(subject, "interactive"));
        for (var more = 0; more < 5; more++)
        {
            await shared.Silo.EstablishedAsync(HttpSamples.Establishment(subject, "interactive"));
        }

        var facts = await shared.Silo.CallAsync(EndpointPolicies.Info, HttpCaller.Operator, parameter: first);

        Assert.Equal("revoked", facts.Member("status"));
        Assert.Equal("policy", facts.Member("reason"));
        Assert.DoesNotContain("initiated_by", facts.Json.Select(member => member.Key));
    }

    [Fact]
    public async Task A_client_revokes_by_handle_what_it_established_and_others_are_unknown_to_it()
    {
        var (ownToken, own) = await shared.Silo.EstablishedAsync(caller: HttpCaller.Portal);
        var (foreignToken, foreign) = await shared.Silo.EstablishedAsync(caller: HttpCaller.Login);

        (await shared.Silo.RevokeAsync(foreign, HttpCaller.Portal)).RequireProblem(404, "unknown_session");
        Assert.Equal(200, (await shared.Silo.RevokeAsync(own, HttpCaller.Portal)).Status);

        Assert.False(await shared.Silo.IsActiveAsync(ownToken));
        Assert.True(await shared.Silo.IsActiveAsync(foreignToken));
    }

    [Fact]
    public async Task What_is_not_the_callers_and_what_does_not_exist_are_one_answer()
    {
        var (_, foreign) = await shared.Silo.EstablishedAsync(caller: HttpCaller.Login);

        var notMine = await shared.Silo.RevokeAsync(foreign, HttpCaller.Portal);
        var nowhere = await shared.Silo.RevokeAsync("0fffffffff0000000000000000000000", HttpCaller.Portal);

        Assert.Equal(notMine.Text, nowhere.RequireProblem(404, "unknown_session").Text);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("")]
    public async Task What_is_no_token_names_no_session(string token) =>
        (await shared.Silo.CallAsync(EndpointPolicies.Revoke, HttpCaller.Support, $$"""{ "token": "{{token}}", "reason": "logout" }""")).RequireProblem(404, "unknown_session");

    [Fact, Rule("N11"), Rule("L11"), Rule("A7")]
    public async Task Revoking_a_subject_ends_all_its_sessions_and_no_other()
    {
        var subject = HttpSamples.NewSubject();
        List<string> tokens = [];
        for (var session = 0; session < 4; session++)
        {
            tokens.Add((await shared.Silo.EstablishedAsync(HttpSamples.Establishment(subject))).Token);
        }

        var (other, _) = await shared.Silo.EstablishedAsync();

        var receipt = await shared.Silo.CallAsync(EndpointPolicies.RevokeSubject, HttpCaller.Support, """{ "reason": "password_reset" }""", subject);

        Assert.Equal(["sub", "sessions_ended", "revoked_at", "effective_at", "event_id"], receipt.Json.Select(member => member.Key));
        Assert.Equal(subject, receipt.Member("sub"));
        Assert.Equal(4, receipt.Number("sessions_ended"));
        foreach (var token in tokens)
        {
            Assert.False(await shared.Silo.IsActiveAsync(token));
        }

        Assert.True(await shared.Silo.IsActiveAsync(other));
    }

    [Fact]
    public async Task An_unknown_subject_gets_a_receipt_with_0()
    {
        var receipt = await shared.Silo.CallAsync(EndpointPolicies.RevokeSubject, HttpCaller.Support, """{ "reason": "other", "reason_detail": "who is that" }""", HttpSamples.NewSubject());

        Assert.Equal(200, receipt.Status);
        Assert.Equal(0, receipt.Number("sessions_ended"));
    }
}
