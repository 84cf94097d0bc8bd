using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Budgets;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Benchmarks.Sessions;

/// <summary>One decision about a presentation, by the rules alone. The aim is 500 ns and no allocation; its costly parts are measured beside it.</summary>
[MemoryDiagnoser]
public class DecideBenchmark
{
    private static readonly DateTimeOffset Start = new(2026, 8, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly SecretDigest Digest = SecretDigest.Of([1, 2, 3]);

    private readonly SessionState _live = Session();
    private readonly SessionState _limited = Session() with { Budget = new UseBudget(1000, 64) };
    private readonly SessionUsage _usage = new(Start, 0, null);
    private readonly SessionUsage _reserved = new(Start, 64, null);
    private readonly SessionPresentation _bare = Presentation(ValidationRequirements.None);
    private readonly SessionPresentation _wrongSecret = Presentation(ValidationRequirements.None) with { SecretDigest = SecretDigest.Of([4]) };
    private readonly SessionPresentation _foreignAudience = Presentation(ValidationRequirements.None) with { Audience = Audience.Create("elsewhere") };
    private readonly SessionPresentation _asking = Presentation(new()
    {
        Scope = Scope("orders.read orders.write"),
        Assurance = AssuranceLevel.Aal2,
        MaxAuthenticationAge = TimeSpan.FromHours(1),
    });

    private readonly byte[] _blocks = new byte[SecretDigest.Size + (64 * 64)];
    private readonly byte[] _hash = new byte[SecretDigest.Size];

    private readonly ContainmentSnapshot _containment = Enumerable.Range(0, 1_000)
        .Aggregate(ContainmentSnapshot.Empty, (snapshot, number) => snapshot.With(number + 1, Subject($"user-{number}").Key, 5));

    [Benchmark(Description = "accept")]
    public SessionDecision Accept() => SessionRules.Decide(_live, _usage, _containment, _bare, Start);

    [Benchmark(Description = "accept: scope and level required")]
    public SessionDecision AcceptRequired() => SessionRules.Decide(_live, _usage, _containment, _asking, Start);

    [Benchmark(Description = "accept: a use is spent")]
    public SessionDecision AcceptLimited() => SessionRules.Decide(_limited, _reserved, _containment, _bare, Start);

    [Benchmark(Description = "refuse: wrong secret")]
    public SessionDecision RefuseSecret() => SessionRules.Decide(_live, _usage, _containment, _wrongSecret, Start);

    [Benchmark(Description = "refuse: idle")]
    public SessionDecision RefuseIdle() => SessionRules.Decide(_live, _usage, _containment, _bare, Start.AddHours(1));

    [Benchmark(Description = "refuse: audience")]
    public SessionDecision RefuseAudience() => SessionRules.Decide(_live, _usage, _containment, _foreignAudience, Start);

    [Benchmark(Description = "alone: SHA-256 of the digest")]
    public SecretHash Hash() => SecretHash.Of(Digest);

    [Benchmark(Description = "alone: SHA-256 of 64 blocks more")]
    public int HashMore() => SHA256.HashData(_blocks, _hash);

    [Benchmark(Description = "alone: comparison in fixed time")]
    public bool Compare() => _live.SecretHash == _limited.SecretHash;

    [Benchmark(Description = "alone: look-up in containment")]
    public bool LookUp() => _containment.IsCutOff(_live) || _containment.IsLocked(_live, Start);

    private static SessionPresentation Presentation(ValidationRequirements requirements) => new(Digest, Audience.Create("orders"), SessionActivity.User, requirements, 1u << 3);

    private static SessionState Session()
    {
        var id = SessionId.Create(1, Start.AddHours(12), new byte[SessionId.RandomSize]);
        var subject = Subject("alice");
        return new()
        {
            Id = id,
            SubjectKey = subject.Key,
            SecretHash = SecretHash.Of(Digest),
            EdgeKeyId = 3,
            LastUsedAt = Start,
            Facts = new()
            {
                Id = id,
                Subject = subject,
                Class = SessionClassName.Create("interactive"),
                ClientId = ClientId.Create("shop"),
                Scope = Scope("orders.read orders.write"),
                Audiences = [Audience.Create("orders")],
                Assurance = AssuranceLevel.Aal2,
                Methods = ["pwd", "otp"],
                AuthenticatedAt = Start,
                IssuedAt = Start,
                AbsoluteDeadline = Start.AddHours(12),
                IdleTimeout = TimeSpan.FromMinutes(30),
                Attributes = SessionAttributes.Empty,
            },
        };
    }

    private static SubjectId Subject(string text) => SubjectId.TryCreate(text, out var subject, out var problem) ? subject : throw new ArgumentException(problem);

    private static ScopeSet Scope(string text) => ScopeSet.TryParse(text, out var scope) ? scope : throw new ArgumentException(text);
}
