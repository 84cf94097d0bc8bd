using System.Globalization;
using System.Text.RegularExpressions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Core.Admission;
using SessionCluster.Silo.Endpoints.Policy;

namespace SessionCluster.Unit.Tests.Conventions;

/// <summary><c>docs/session-lifetimes.md</c> documents the lifetimes of this service and of the identity provider together, and what to call when the provider demands something (ASVS 7.1.3, 7.6.1).</summary>
[Rule("N23")]
public sealed partial class FederationDocumentTests
{
    private const string Title = "## Federated sessions\n";

    private static readonly string Section = Repository.Read("docs/session-lifetimes.md").Split(Title)[^1].Split("\n## ")[0];

    [Fact]
    public void The_lifetimes_of_this_service_and_of_the_identity_provider_are_documented_together()
    {
        Assert.Single(Repository.Read("docs/session-lifetimes.md").Split('\n'), line => line + "\n" == Title);
        Assert.All(["identity provider", "This service's deadlines", "absolute deadline", "`auth_time`"], words => Assert.Contains(words, Section, StringComparison.Ordinal));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"at most {new AdmissionOptions().MaxAuthenticationAge.TotalSeconds} s old"), Section, StringComparison.Ordinal);
        Assert.Contains($"`{RefusalCodes.Of(SessionRefusal.Assurance)}`", Section, StringComparison.Ordinal);
        Assert.Contains($"`{RefusalCodes.Of(SessionRefusal.Locked)}`", Section, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_provider_demands_is_answered_by_calls_that_exist()
    {
        var named = Call().Matches(Section).Select(call => call.Groups["call"].Value).ToHashSet();

        EndpointPolicy[] answers = [EndpointPolicies.Signal, EndpointPolicies.StepUp, EndpointPolicies.Reauthenticate, EndpointPolicies.RevokeSubject];
        Assert.Superset(answers.Select(policy => policy.ToString()).ToHashSet(), named);
        Assert.Subset(EndpointPolicies.All.Select(policy => policy.ToString()).ToHashSet(), named);
    }

    [GeneratedRegex("`(?<call>(GET|POST|DELETE) /[^`]+)`")]
    private static partial Regex Call();
}
