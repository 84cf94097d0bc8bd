using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Signals;
using SessionCluster.Core.Classes;
using SessionCluster.Core.Possession;
using SessionCluster.Silo.Configuration;

namespace SessionCluster.Unit.Tests.Configuration;

public sealed class SessionClassReaderTests
{
    private const string Own = "kiosk:AbsoluteLifetime=01:00:00; kiosk:IdleTimeout=00:05:00";

    [Fact]
    public void Without_configuration_the_default_classes_are_in_force() => Assert.Equal(DefaultSessionClasses.All.ToHashSet(), Read("").Good.All.ToHashSet());

    [Fact]
    public void A_default_class_is_changed_member_by_member() =>
        Assert.Equal(DefaultSessionClasses.Interactive with { IdleTimeout = TimeSpan.FromMinutes(10), MaxSessions = 1 }, Find("interactive:IdleTimeout=00:10:00; interactive:MaxSessions=1", "interactive"));

    [Fact]
    public void A_class_of_ones_own_has_the_stricter_defaults()
    {
        var expected = new SessionClass
        {
            Name = SessionClassName.Create("kiosk"),
            AbsoluteLifetime = TimeSpan.FromHours(1),
            IdleTimeout = TimeSpan.FromMinutes(5),
            RequiredAssurance = AssuranceLevel.Aal2,
            Binding = SessionBinding.Key,
            MaxSessions = 5,
            AtLimit = LimitAction.Refuse,
            MaxAudiences = 1,
        };

        Assert.Equal(expected, Find(Own, "kiosk"));
        Assert.Equal(4 + 1, Read(Own).Good.All.Count);
    }

    [Fact]
    public void Every_member_of_a_class_can_be_given()
    {
        const string Every = Own + "; kiosk:Assurance=aal1; kiosk:PhishingResistant=true; kiosk:KeyAuthentication=true; kiosk:Binding=hardware-key; kiosk:Human=true; kiosk:MaxSessions=2000"
            + "; kiosk:AtLimit=end-longest-idle; kiosk:MaxAudiences=8; kiosk:Justification=why; kiosk:VerifyProof=silo; kiosk:ProofLifetime=00:05:00; kiosk:NonceAlways=true"
            + "; kiosk:ReplayEntries=64; kiosk:ContextChange=refuse; kiosk:Introspectable=true"
            + "; kiosk:RotateBearerEvery=00:01:00; kiosk:RotationGrace=00:05:00; kiosk:BearerRotationGrace=00:01:00; kiosk:LocksFrom=high";
        var expected = new SessionClass
        {
            Name = SessionClassName.Create("kiosk"),
            AbsoluteLifetime = TimeSpan.FromHours(1),
            IdleTimeout = TimeSpan.FromMinutes(5),
            RequiredAssurance = AssuranceLevel.Aal1,
            RequiresPhishingResistance = true,
            RequiresKeyAuthentication = true,
            Binding = SessionBinding.HardwareKey,
            Human = true,
            MaxSessions = 2000,
            AtLimit = LimitAction.EndLongestIdle,
            MaxAudiences = 8,
            VerifyProof = ProofVerification.Silo,
            ProofLifetime = TimeSpan.FromSeconds(300),
            NonceAlways = true,
            ReplayEntries = 64,
            OnContextChange = ContextAction.Refuse,
            Introspectable = true,
            RotateBearerEvery = TimeSpan.FromMinutes(1),
            RotationGrace = TimeSpan.FromMinutes(5),
            BearerRotationGrace = TimeSpan.FromSeconds(60),
            LocksFrom = RiskLevel.High,
        };

        Assert.Equal(expected, Find(Every, "kiosk"));
        Assert.Equal(expected with { Binding = SessionBinding.Key, BearerAllowed = true }, Find(
            Every.Replace("hardware-key", "key", StringComparison.Ordinal) + "; kiosk:Bearer:Allowed=true; kiosk:Bearer:Justification=the kiosk's browser has no key store", "kiosk"));
    }

    [Theory]
    [InlineData("Kiosk:AbsoluteLifetime=01:00:00", "Kiosk names no class.")]
    [InlineData("kiosk:AbsoluteLifetime=01:00:00", "kiosk:IdleTimeout is missing")]
    [InlineData("kiosk:IdleTimeout=00:05:00", "kiosk:AbsoluteLifetime is missing")]
    [InlineData("interactive=off", "interactive is a value")]
    [InlineData("interactive:AbsoluteLifetim=01:00:00", "interactive:AbsoluteLifetim is not a setting")]
    [InlineData("interactive:Bearer=true", "interactive:Bearer is a value")]
    [InlineData("interactive:Bearer:Allow=true", "interactive:Bearer:Allow is not a setting")]
    [InlineData("interactive:RotateBearerEvery=00:00:59", "interactive:RotateBearerEvery is '00:00:59': give a span from 00:01:00 to 30.00:00:00")]
    [InlineData("interactive:RotationGrace=00:05:01", "interactive:RotationGrace is '00:05:01': give a span from 00:00:01 to 00:05:00")]
    [InlineData("interactive:BearerRotationGrace=00:01:01", "interactive:BearerRotationGrace is '00:01:01': give a span from 00:00:01 to 00:01:00")]
    [InlineData("interactive:BearerRotationGrace=00:00:00", "interactive:BearerRotationGrace is '00:00:00'")]
    [InlineData("interactive:LocksFrom=never", "interactive:LocksFrom is 'never'")]
    [InlineData("interactive:AbsoluteLifetime=12h", "interactive:AbsoluteLifetime is '12h': give a span from 00:00:05 to 30.00:00:00")]
    [InlineData("interactive:AbsoluteLifetime=24:00:00", "interactive:AbsoluteLifetime is '24:00:00'")]
    [InlineData("interactive:IdleTimeout=00:00:04", "interactive:IdleTimeout is '00:00:04'")]
    [InlineData("interactive:Assurance=aal4", "interactive:Assurance is 'aal4': give none or aal1 or aal2 or aal3.")]
    [InlineData("interactive:PhishingResistant=on", "interactive:PhishingResistant is 'on'")]
    [InlineData("interactive:Binding=hardware", "interactive:Binding is 'hardware': give key or hardware-key.")]
    [InlineData("interactive:AtLimit=end", "interactive:AtLimit is 'end': give refuse or end-longest-idle.")]
    [InlineData("interactive:MaxSessions=0", "interactive:MaxSessions is '0': give a whole number from 1 to 2000.")]
    [InlineData("interactive:MaxSessions=2001", "interactive:MaxSessions is '2001'")]
    [InlineData("interactive:MaxAudiences=0", "interactive:MaxAudiences is '0': give a whole number from 1 to 8.")]
    [InlineData("interactive:MaxAudiences=9", "interactive:MaxAudiences is '9'")]
    [InlineData("interactive:VerifyProof=grain", "interactive:VerifyProof is 'grain': give edge or silo.")]
    [InlineData("interactive:ProofLifetime=00:00:04", "interactive:ProofLifetime is '00:00:04': give a span from 00:00:05 to 00:05:00")]
    [InlineData("interactive:ProofLifetime=00:05:01", "interactive:ProofLifetime is '00:05:01'")]
    [InlineData("interactive:NonceAlways=1", "interactive:NonceAlways is '1': give true or false.")]
    [InlineData("interactive:ReplayEntries=63", "interactive:ReplayEntries is '63': give a whole number from 64 to 65536.")]
    [InlineData("interactive:ReplayEntries=65537", "interactive:ReplayEntries is '65537'")]
    [InlineData("interactive:ContextChange=ignore", "interactive:ContextChange is 'ignore': give lock or refuse.")]
    [InlineData("interactive:Introspectable=yes", "interactive:Introspectable is 'yes'")]
    public void A_wrong_member_is_told_by_its_key(string settings, string sentence) => AssertRefused(settings, sentence);

    [Theory]
    [InlineData("interactive:ProofLifetime=00:00:05")]
    [InlineData("interactive:ProofLifetime=00:05:00")]
    [InlineData("interactive:ReplayEntries=64")]
    [InlineData("interactive:ReplayEntries=65536")]
    public void A_limit_itself_is_allowed(string settings) => AssertAllowed(settings);

    [Fact]
    public void An_agent_stays_delegated_whatever_is_configured() =>
        Assert.True(Find("agent:MaxSessions=1; agent:Assurance=aal3", "agent").DelegationOnly);

    internal static void AssertRefused(string settings, string sentence)
    {
        var problem = Assert.Single(Read(settings).Problems);
        Assert.StartsWith($"SessionCluster:Classes:{sentence}", problem, StringComparison.Ordinal);
    }

    internal static void AssertAllowed(string settings) => Assert.Empty(Read(settings).Problems);

    private static SessionClass Find(string settings, string name) => Read(settings).Good.Find(SessionClassName.Create(name))!;

    private static Reading<SessionClassCatalog> Read(string settings) =>
        Reading.Of(root => SessionClassReader.Read(root.Child("Classes")), string.Join("; ", settings.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(setting => $"Classes:{setting}")));
}
