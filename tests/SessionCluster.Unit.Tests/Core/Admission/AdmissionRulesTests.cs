using CsCheck;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Client.Sessions;
using SessionCluster.Core.Admission;
using SessionCluster.Core.Assurance;
using SessionCluster.Core.Classes;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Admission;

public sealed class AdmissionRulesTests
{
    private static readonly (Fault Fault, EstablishRefusal Refusal)[] Order =
    [
        (Fault.Shape, EstablishRefusal.Malformed),
        (Fault.Class, EstablishRefusal.UnknownClass),
        (Fault.Delegation, EstablishRefusal.DelegationOnly),
        (Fault.Binding, EstablishRefusal.BindingRequired),
        (Fault.Assurance, EstablishRefusal.Assurance),
        (Fault.Audiences, EstablishRefusal.AudienceLimit),
        (Fault.CutOff, EstablishRefusal.Reauthenticate),
        (Fault.Repeated, EstablishRefusal.Conflict),
        (Fault.TooMany, EstablishRefusal.SessionLimit),
    ];

    [Flags]
    private enum Fault
    {
        None = 0,
        Shape = 1,
        Class = 2,
        Delegation = 4,
        Binding = 8,
        Assurance = 16,
        Audiences = 32,
        CutOff = 64,
        Repeated = 128,
        TooMany = 256,
    }

    [Fact]
    public void Of_everything_that_is_wrong_the_first_rule_speaks() =>
        Gen.Int[0, (1 << 9) - 1].Select(bits => (Fault)bits).Sample(faults =>
        {
            var expected = Order.Where(row => faults.HasFlag(row.Fault)).Select(row => (EstablishRefusal?)row.Refusal).FirstOrDefault();

            Assert.Equal(expected, Refusal(faults));
        }, iter: 3_000);

    [Fact]
    public void Each_rule_alone_refuses() => Assert.All(Order, row => Assert.Equal(row.Refusal, Refusal(row.Fault)));

    [Fact]
    [Rule("N2")]
    public void A_call_that_follows_the_rules_is_eligible()
    {
        var eligible = Assert.IsType<AdmissionDecision.Eligible>(SampleCall.Check());

        Assert.Equal((SampleCall.Interactive, new ComputedAssurance(AssuranceLevel.Aal2, false, false)), (eligible.Class, eligible.Assurance));
    }

    [Fact]
    public void Every_refusal_says_what_to_do_in_a_sentence_of_its_own()
    {
        AdmissionDecision[] decisions =
        [
            .. Order.Select(row => Check(row.Fault)),
            SampleCall.Check(SampleCall.At(SampleCall.Now.AddSeconds(6))),
            SampleCall.Check(SampleCall.At(SampleCall.Now.AddSeconds(-601))),
        ];

        var sentences = decisions.Select(decision => Assert.IsType<AdmissionDecision.Refused>(decision).Detail).ToArray();

        Assert.All(sentences, sentence => Assert.Matches("^[A-Z].*\\.$", sentence));
        Assert.Equal(sentences, sentences.Distinct());
    }

    [Fact]
    [Rule("N2"), Rule("N1")]
    public void Nobody_can_choose_an_id_or_send_a_secret()
    {
        Type[] messages = [typeof(EstablishCall), typeof(AuthenticationEvent), typeof(EstablishDescriptor)];

        Assert.All(messages.SelectMany(message => message.GetProperties()), property =>
        {
            Assert.NotEqual(typeof(SessionId), property.PropertyType);
            Assert.NotEqual(typeof(Guid), property.PropertyType);
            Assert.NotEqual(typeof(byte[]), property.PropertyType);
            Assert.DoesNotContain("Token", property.Name, StringComparison.Ordinal);
        });
    }

    [Theory]
    [Rule("N2")]
    [InlineData(-6_000_000_001, false)]
    [InlineData(-6_000_000_000, true)]
    [InlineData(0, true)]
    [InlineData(50_000_000, true)]
    [InlineData(50_000_001, false)]
    public void An_authentication_is_at_most_600_s_old_and_at_most_5_s_ahead(long ticks, bool good) =>
        Assert.Equal(good ? null : EstablishRefusal.Reauthenticate, SampleCall.Refusal(SampleCall.At(SampleCall.Now.AddTicks(ticks))));

    [Fact]
    public void The_largest_age_is_an_option()
    {
        var options = new AdmissionOptions { MaxAuthenticationAge = TimeSpan.FromSeconds(30) };

        Assert.Null(SampleCall.Refusal(SampleCall.At(SampleCall.Now.AddSeconds(-30)), options: options));
        Assert.Equal(EstablishRefusal.Reauthenticate, SampleCall.Refusal(SampleCall.At(SampleCall.Now.AddSeconds(-30).AddTicks(-1)), options: options));
    }

    [Theory]
    [Rule("N11"), Rule("A7")]
    [InlineData(-600_000_000, false)]
    [InlineData(0, false)]
    [InlineData(50_000_000, false)]
    [InlineData(50_000_001, true)]
    public void An_authentication_must_lie_more_than_5_s_after_the_cut_off(long ticks, bool good)
    {
        var revokedAt = SampleCall.Now.AddSeconds(-60);
        var state = SubjectIndex.CutOff(SampleCall.NobodyYet, Sample.Subject, Sample.Order, Sample.EventId, revokedAt);

        Assert.Equal(good ? null : EstablishRefusal.Reauthenticate, SampleCall.Refusal(SampleCall.At(revokedAt.AddTicks(ticks)), state));
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public void An_absurd_instant_is_refused_and_no_fault(string instant) =>
        Assert.Equal(EstablishRefusal.Reauthenticate, SampleCall.Refusal(SampleCall.At(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture))));

    [Fact]
    public void A_bearer_session_is_for_one_audience()
    {
        Assert.Null(SampleCall.Refusal(SampleCall.Valid with { Audiences = [Audience.Create("a")] }));
        Assert.Equal(EstablishRefusal.AudienceLimit, SampleCall.Refusal(SampleCall.Valid with { Audiences = [Audience.Create("a"), Audience.Create("b")] }));
    }

    [Fact]
    [Rule("N3")]
    public void A_password_alone_is_refused_by_every_default_class() =>
        Assert.All(DefaultSessionClasses.All, shipped =>
        {
            var call = SampleCall.With("pwd") with { Class = shipped.Name };

            // As shipped, and where bearer sessions were excepted: then it is the level that refuses.
            Assert.NotNull(SampleCall.Refusal(call, sessionClass: shipped));
            Assert.Equal(EstablishRefusal.Assurance, SampleCall.Refusal(call, sessionClass: shipped with { BearerAllowed = true, DelegationOnly = false }));
        });

    [Theory]
    [Rule("N3")]
    [InlineData("interactive", "pwd otp", true)]
    [InlineData("interactive", "otp sms", false)]
    [InlineData("interactive", "mfa", true)]
    [InlineData("privileged", "pwd otp", false)]
    [InlineData("privileged", "mfa hwk", false)]
    [InlineData("privileged", "hwk", false)]
    [InlineData("privileged", "hwk pin", true)]
    [InlineData("workload", "pwd otp", false)]
    [InlineData("workload", "swk", true)]
    [InlineData("workload", "hwk", true)]
    [InlineData("workload", "sc", true)]
    public void A_class_asks_for_its_level(string name, string methods, bool good)
    {
        var sessionClass = DefaultSessionClasses.All.Single(candidate => candidate.Name.Value == name) with { BearerAllowed = true };
        var call = SampleCall.With(methods.Split(' ')) with { Class = sessionClass.Name };

        Assert.Equal(good ? null : EstablishRefusal.Assurance, SampleCall.Refusal(call, sessionClass: sessionClass));
    }

    [Fact]
    [Rule("N3")]
    public void Phishing_resistance_is_asked_for_beside_the_level()
    {
        var strict = SampleCall.Interactive with { RequiresPhishingResistance = true };

        Assert.Equal(EstablishRefusal.Assurance, SampleCall.Refusal(SampleCall.With("pwd", "otp"), sessionClass: strict));
        Assert.Null(SampleCall.Refusal(SampleCall.With("pwd", "hwk"), sessionClass: strict));
    }

    [Fact]
    public void Nothing_missing_is_decided_about()
    {
        var classes = new SessionClassCatalog([]);

        Assert.Throws<ArgumentNullException>(() => AdmissionRules.Check(null!, SampleCall.Valid, classes, AssuranceTable.Default, SampleCall.Options, SampleCall.Now));
        Assert.Throws<ArgumentNullException>(() => AdmissionRules.Check(SampleCall.NobodyYet, null!, classes, AssuranceTable.Default, SampleCall.Options, SampleCall.Now));
        Assert.Throws<ArgumentNullException>(() => AdmissionRules.Check(SampleCall.NobodyYet, SampleCall.Valid, null!, AssuranceTable.Default, SampleCall.Options, SampleCall.Now));
        Assert.Throws<ArgumentNullException>(() => AdmissionRules.Check(SampleCall.NobodyYet, SampleCall.Valid, classes, null!, SampleCall.Options, SampleCall.Now));
        Assert.Throws<ArgumentNullException>(() => AdmissionRules.Check(SampleCall.NobodyYet, SampleCall.Valid, classes, AssuranceTable.Default, null!, SampleCall.Now));
    }

    private static EstablishRefusal? Refusal(Fault faults) => Check(faults) is AdmissionDecision.Refused refused ? refused.Refusal : null;

    private static AdmissionDecision Check(Fault faults)
    {
        var sessionClass = SampleCall.Interactive with
        {
            DelegationOnly = faults.HasFlag(Fault.Delegation),
            BearerAllowed = !faults.HasFlag(Fault.Binding),
            RequiredAssurance = faults.HasFlag(Fault.Assurance) ? AssuranceLevel.Aal3 : AssuranceLevel.Aal2,
        };
        var call = SampleCall.Valid with
        {
            EdgeKeyId = faults.HasFlag(Fault.Shape) ? (byte)32 : Sample.KeyId,
            Class = faults.HasFlag(Fault.Class) ? SessionClassName.Create("unknown") : sessionClass.Name,
            Audiences = faults.HasFlag(Fault.Audiences) ? [Audience.Create("a"), Audience.Create("b")] : [Audience.Create("a")],
        };
        var state = faults.HasFlag(Fault.CutOff)
            ? SubjectIndex.CutOff(SampleCall.NobodyYet, Sample.Subject, Sample.Order, Sample.EventId, SampleCall.Now)
            : SampleCall.NobodyYet;
        var keepUntil = SampleCall.Now.AddSeconds(1);
        AdmittedEvent[] repeated = faults.HasFlag(Fault.Repeated) ? [AdmittedEvent.Of("event-1", keepUntil)] : [];
        var others = faults.HasFlag(Fault.TooMany) ? Enumerable.Range(0, AdmissionOptions.MaxRememberedEvents).Select(number => AdmittedEvent.Of($"other-{number}", keepUntil)) : [];
        return SampleCall.Check(call, state with { Events = [.. others, .. repeated] }, sessionClass);
    }
}
