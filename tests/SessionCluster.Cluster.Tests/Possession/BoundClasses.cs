using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Classes;
using SessionCluster.Core.Possession;

namespace SessionCluster.Cluster.Tests.Possession;

/// <summary>Classes of bound sessions, for tests that want a policy without the defaults' other ones: 1 h, 10 min idle, AAL2, up to 2,000 sessions.</summary>
internal static class BoundClasses
{
    /// <summary>Proofs are verified by the edge.</summary>
    public const string Bound = "bound";

    /// <summary>Proofs are verified in the silo.</summary>
    public const string Guarded = "guarded";

    /// <summary>Remembers as few proofs as a class may: 64.</summary>
    public const string Small = "small";

    /// <summary>Bearer sessions whose context only refuses.</summary>
    public const string Lenient = "lenient";

    public const int SmallEntries = 64;

    public static void Use(SessionTestOptions options)
    {
        options.MaxSessionsPerSubject = 2000;
        var bound = SessionTestOptions.Bearer with { Name = SessionClassName.Create(Bound), BearerAllowed = false };
        options.Classes.Add(bound);
        options.Classes.Add(bound with { Name = SessionClassName.Create(Guarded), VerifyProof = ProofVerification.Silo });
        options.Classes.Add(bound with { Name = SessionClassName.Create(Small), ReplayEntries = SmallEntries });
        options.Classes.Add(SessionTestOptions.Bearer with { Name = SessionClassName.Create(Lenient), OnContextChange = ContextAction.Refuse });
    }
}
