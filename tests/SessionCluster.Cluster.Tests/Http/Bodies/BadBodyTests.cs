using System.Net.Http.Headers;
using SessionCluster.Cluster.Tests.Http.Hosting;
using SessionCluster.Silo.Endpoints.OpenApi;
using SessionCluster.Silo.Endpoints.Policy;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Cluster.Tests.Http.Bodies;

/// <summary>Every call that has a body against every bad body: 400, a stable code, a sentence that says what to do and repeats nothing; never a 500, and nothing is done.</summary>
[Collection(SharedHttpSilo.Name)]
public sealed class BadBodyTests(SharedHttpSilo shared)
{
    private static readonly Dictionary<string, (BodySample Sample, BadBody Body)> Cases =
        BodySample.All.SelectMany(sample => BadBody.For(sample).Select(body => (sample, body))).ToDictionary(item => $"{item.sample.Policy}: {item.body.Name}");

    public static TheoryData<string> Names => [.. Cases.Keys];

    public static TheoryData<string> Calls => [.. BodySample.All.Select(sample => sample.Policy.ToString())];

    public static TheoryData<string, string> Later => new(SpecialBodies.LaterMembers.Select(later => (later.Policy.ToString(), later.Path)));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_bad_body_is_refused_with_a_sentence(string name)
    {
        var (sample, body) = Cases[name];
        using var content = new ByteArrayContent(body.Bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

        var answer = await shared.Silo.CallAsync(sample.Policy, HttpCaller.All, content);

        answer.RequireProblem(400, body.Code);
        Assert.DoesNotContain(BadBody.Mark, answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task The_body_that_the_bad_ones_are_made_of_is_not_malformed(string call)
    {
        var sample = BodySample.Of(call);

        var answer = await shared.Silo.CallAsync(sample.Policy, HttpCaller.All, sample.Good);

        Assert.Equal(sample.GoodStatus, answer.Status);
    }

    [Theory]
    [MemberData(nameof(Later))]
    public async Task A_member_of_a_later_version_is_refused_by_name(string call, string path)
    {
        var sample = BodySample.Of(call);

        var answer = (await shared.Silo.CallAsync(sample.Policy, HttpCaller.All, sample.Plus($"\"{path}\": \"x\""))).RequireProblem(400, "unsupported_parameter");

        Assert.Equal($"Member '{path}' comes with a later version: leave it out.", answer.Detail);
    }

    [Fact]
    public async Task What_was_refused_was_not_done()
    {
        var subject = HttpSamples.NewSubject();
        var named = HttpSamples.Establishment(subject);
        named["presence"] = "required";

        (await shared.Silo.CallAsync(EndpointPolicies.Establish, HttpCaller.All, named.ToJsonString())).RequireProblem(400, "unsupported_parameter");

        Assert.Empty((await shared.Silo.CallAsync(EndpointPolicies.List, HttpCaller.All, parameter: subject)).Json["sessions"]!.AsArray());
    }

    [Fact]
    public void Every_call_with_a_body_has_its_bad_ones() =>
        Assert.Equal(EndpointDescriptors.All.Where(endpoint => endpoint.Request is not null && endpoint.Format == BodyFormat.Json).Select(endpoint => endpoint.Policy), BodySample.All.Select(sample => sample.Policy));

    [Fact]
    public void Every_member_has_a_good_value() => Assert.All(BodySample.All, sample =>
        Assert.All(sample.Table.Members, member => Assert.Superset(
            (member.Members?.Members.Select(nested => $"{member.Name}.{nested.Name}") ?? []).Append(member.Name).ToHashSet(), sample.Values.Keys.ToHashSet())));
}
