using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Client.Sessions;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Classes;

namespace SessionCluster.Cluster.Tests.Lifetimes;

/// <summary>
/// The four classes as they ship and one at each ceiling of NIST SP 800-63B-4. Only what this version can't do yet is taken away, key binding and delegation: the lifetimes are the shipped ones, and what
/// they must be stands here a second time.
/// </summary>
internal static class LifetimeClasses
{
    private static readonly (SessionClass Class, TimeSpan Absolute, TimeSpan Idle, string[] Methods, AssuranceLevel Level)[] All =
    [
        (DefaultSessionClasses.Interactive, TimeSpan.FromHours(12), TimeSpan.FromMinutes(30), ["pwd", "otp"], AssuranceLevel.Aal2),
        (DefaultSessionClasses.Privileged, TimeSpan.FromHours(4), TimeSpan.FromMinutes(15), ["hwk", "pin"], AssuranceLevel.Aal3),
        (DefaultSessionClasses.Workload, TimeSpan.FromHours(1), TimeSpan.FromMinutes(30), ["swk"], AssuranceLevel.Aal1),
        (DefaultSessionClasses.Agent, TimeSpan.FromHours(1), TimeSpan.FromMinutes(10), ["pwd", "otp"], AssuranceLevel.Aal2),
        (Ceiling("ceiling-aal1", AssuranceLevel.Aal1, TimeSpan.FromDays(30), TimeSpan.FromDays(30)), TimeSpan.FromDays(30), TimeSpan.FromDays(30), ["pwd"], AssuranceLevel.Aal1),
        (Ceiling("ceiling-aal2", AssuranceLevel.Aal2, TimeSpan.FromHours(24), TimeSpan.FromHours(1)), TimeSpan.FromHours(24), TimeSpan.FromHours(1), ["pwd", "fpt"], AssuranceLevel.Aal2),
        (Ceiling("ceiling-aal3", AssuranceLevel.Aal3, TimeSpan.FromHours(12), TimeSpan.FromMinutes(15)), TimeSpan.FromHours(12), TimeSpan.FromMinutes(15), ["sc", "pin"], AssuranceLevel.Aal3),
    ];

    public static TheoryData<string, TimeSpan, TimeSpan> Table => [.. All.Select(row => (row.Class.Name.Value, row.Absolute, row.Idle))];

    /// <summary>In the order in which sessions that are not used end.</summary>
    public static IEnumerable<(string Name, TimeSpan Idle)> ByIdleTimeout => All.Select(row => (row.Class.Name.Value, row.Idle)).OrderBy(row => row.Idle);

    public static void Use(SessionTestOptions options)
    {
        options.Classes.Clear();
        options.Classes.AddRange(All.Select(row => row.Class with { BearerAllowed = true, DelegationOnly = false, MaxSessions = 1000, AtLimit = LimitAction.Refuse }));
    }

    /// <summary>Establishes by the weakest methods of the class's level, a fraction of a second past the full one.</summary>
    public static async Task<EstablishResult.Established> OfClassAsync(this SessionTestCluster cluster, string name)
    {
        var row = All.Single(candidate => candidate.Class.Name.Value == name);
        cluster.Clock.Advance(TimeSpan.FromMilliseconds(1300));
        var session = await cluster.EstablishedAsync(cluster.Establish(sessionClass: name) with { Authentication = new([.. row.Methods], cluster.Clock.GetUtcNow()) });
        Assert.Equal((row.Level, row.Idle), (session.Assurance, session.IdleTimeout));
        return session;
    }

    private static SessionClass Ceiling(string name, AssuranceLevel level, TimeSpan absolute, TimeSpan idle) => new()
    {
        Name = SessionClassName.Create(name),
        AbsoluteLifetime = absolute,
        IdleTimeout = idle,
        RequiredAssurance = level,
        Binding = SessionBinding.Key,
        MaxSessions = 1,
        AtLimit = LimitAction.Refuse,
        MaxAudiences = 1,
    };
}
