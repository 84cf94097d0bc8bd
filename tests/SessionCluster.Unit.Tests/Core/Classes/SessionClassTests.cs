using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Core.Classes;

namespace SessionCluster.Unit.Tests.Core.Classes;

public sealed class SessionClassTests
{
    [Fact]
    public void A_class_is_found_by_its_name()
    {
        var catalog = new SessionClassCatalog(DefaultSessionClasses.All);

        Assert.Equal(4, catalog.All.Count);
        Assert.All(DefaultSessionClasses.All, expected => Assert.Same(expected, catalog.Find(expected.Name)));
        Assert.Null(catalog.Find(SessionClassName.Create("unknown")));
        Assert.Null(catalog.Find(default));
    }

    [Fact]
    public void Two_classes_of_one_name_are_a_fault() =>
        Assert.Throws<ArgumentException>(() => new SessionClassCatalog([DefaultSessionClasses.Workload, DefaultSessionClasses.Workload]));

    [Fact]
    public void The_default_classes_are_those_of_the_design() =>
        Assert.Equal(
            [
                "interactive 12:00:00 00:30:00 Aal2 5 EndLongestIdle 8 Key human",
                "privileged 04:00:00 00:15:00 Aal3 2 EndLongestIdle 1 HardwareKey human phishing-resistant",
                "workload 01:00:00 00:30:00 None 20 Refuse 4 Key key-authenticated",
                "agent 01:00:00 00:10:00 Aal2 5 Refuse 1 Key delegated",
            ],
            DefaultSessionClasses.All.Select(Describe));

    [Fact]
    [Rule("N4"), Rule("N5")]
    public void No_default_class_exceeds_a_ceiling_of_NIST() =>
        Assert.All(DefaultSessionClasses.All, sessionClass =>
        {
            var strict = sessionClass.RequiredAssurance == AssuranceLevel.Aal3;

            Assert.InRange(sessionClass.AbsoluteLifetime, TimeSpan.FromSeconds(5), TimeSpan.FromHours(strict ? 12 : 24));
            Assert.InRange(sessionClass.IdleTimeout, TimeSpan.FromSeconds(5), strict ? TimeSpan.FromMinutes(15) : TimeSpan.FromHours(1));
        });

    [Fact]
    public void No_default_class_allows_bearer_sessions() => Assert.All(DefaultSessionClasses.All, sessionClass => Assert.False(sessionClass.BearerAllowed));

    private static string Describe(SessionClass sessionClass) => string.Join(
        ' ',
        new[]
        {
            sessionClass.Name.Value,
            sessionClass.AbsoluteLifetime.ToString(),
            sessionClass.IdleTimeout.ToString(),
            sessionClass.RequiredAssurance.ToString(),
            sessionClass.MaxSessions.ToString(System.Globalization.CultureInfo.InvariantCulture),
            sessionClass.AtLimit.ToString(),
            sessionClass.MaxAudiences.ToString(System.Globalization.CultureInfo.InvariantCulture),
            sessionClass.Binding.ToString(),
            sessionClass.Human ? "human" : string.Empty,
            sessionClass.RequiresPhishingResistance ? "phishing-resistant" : string.Empty,
            sessionClass.RequiresKeyAuthentication ? "key-authenticated" : string.Empty,
            sessionClass.DelegationOnly ? "delegated" : string.Empty,
        }.Where(word => word.Length > 0));
}
