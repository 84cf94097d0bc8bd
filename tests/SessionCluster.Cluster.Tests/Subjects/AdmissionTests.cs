using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Subjects;

/// <summary>Who is admitted, on a cluster: the rules themselves are tested in Core; here, that the grain asks them with its own row and clock, and that a refusal writes nothing.</summary>
public sealed class AdmissionTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private readonly SessionTestCluster _cluster = shared.Cluster;

    [Theory]
    [Rule("N2")]
    [InlineData(-601, EstablishRefusal.Reauthenticate)]
    [InlineData(-600, null)]
    [InlineData(0, null)]
    [InlineData(5, null)]
    [InlineData(6, EstablishRefusal.Reauthenticate)]
    public async Task An_authentication_admits_from_600_s_after_it_to_5_s_before_it(int seconds, EstablishRefusal? expected)
    {
        var call = _cluster.Call(SessionSamples.NewSubject());
        var outcome = await _cluster.TryAdmitAsync(call with { Authentication = call.Authentication with { AuthenticatedAt = _cluster.Clock.GetUtcNow().AddSeconds(seconds) } });

        Assert.Equal(expected, (outcome as EstablishOutcome.Refused)?.Refusal);
        Assert.Equal(expected is null, outcome is EstablishOutcome.Established);
    }

    [Theory]
    [Rule("N2"), Rule("N3")]
    [InlineData("no-such-class", EstablishRefusal.UnknownClass)]
    [InlineData("interactive", EstablishRefusal.BindingRequired)]
    [InlineData("privileged", EstablishRefusal.BindingRequired)]
    [InlineData("workload", EstablishRefusal.BindingRequired)]
    [InlineData("agent", EstablishRefusal.DelegationOnly)]
    public async Task No_class_as_shipped_establishes_a_bearer_session(string sessionClass, EstablishRefusal expected)
    {
        using var journal = new WriteJournal(_cluster.Storage);
        var call = _cluster.Call(SessionSamples.NewSubject(), sessionClass);
        call = call with { Authentication = call.Authentication with { Methods = ["hwk", "pin"] } };

        Assert.Equal(expected, await _cluster.RefusedAsync(call));
        Assert.Empty(journal.Landed);
    }

    [Fact]
    [Rule("N3")]
    public async Task What_the_methods_amount_to_decides_not_how_many_they_are()
    {
        var call = _cluster.Call(SessionSamples.NewSubject());
        EstablishCall With(params string[] methods) => call with { Authentication = call.Authentication with { Methods = [.. methods] } };

        Assert.Equal(EstablishRefusal.Assurance, await _cluster.RefusedAsync(With("pwd")));
        Assert.Equal(EstablishRefusal.Assurance, await _cluster.RefusedAsync(With("pwd", "pin")));
        Assert.Equal(EstablishRefusal.Assurance, await _cluster.RefusedAsync(With("pwd", "otpx")));
        Assert.IsType<EstablishOutcome.Established>(await _cluster.TryAdmitAsync(With("pwd", "otp")));
    }

    [Fact]
    [Rule("N2")]
    public async Task A_bearer_session_is_for_one_audience()
    {
        var call = _cluster.Call(SessionSamples.NewSubject());
        Assert.Equal(EstablishRefusal.AudienceLimit, await _cluster.RefusedAsync(call with { Audiences = [SessionSamples.Orders, Audience.Create("billing")] }));
    }

    [Fact]
    [Rule("N2")]
    public async Task A_call_that_names_another_subject_than_its_grain_is_refused()
    {
        using var journal = new WriteJournal(_cluster.Storage);
        var outcome = await _cluster.SubjectGrain(SessionSamples.NewSubject()).Establish(_cluster.Call(SessionSamples.NewSubject()));

        Assert.Equal(EstablishRefusal.Malformed, Assert.IsType<EstablishOutcome.Refused>(outcome).Refusal);
        Assert.Empty(journal.Landed);
    }
}
