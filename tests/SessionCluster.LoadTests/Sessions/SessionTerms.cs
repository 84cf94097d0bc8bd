using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Sessions;
using SessionCluster.LoadTests.Arguments;
using SessionCluster.LoadTests.Possession;

namespace SessionCluster.LoadTests.Sessions;

/// <summary>Whose sessions the load establishes, and on which terms: new subjects, of up to four sessions each, so that no class limit ends one unasked.</summary>
internal sealed class SessionTerms(LoadOptions options, ClientId caller)
{
    /// <summary>Uses of a session that has a limit.</summary>
    public const int MaxUses = 24;

    private const int SessionsPerSubject = 4;

    // A run's subjects are its own, whatever ran before on that cluster.
    private readonly string _prefix = $"load-{Guid.NewGuid():n}";
    private readonly Audience _audience = Audience.Create(options.Audience);
    private readonly SessionClassName _class = SessionClassName.Create(options.Class);
    private int _established = -1;

    public RevocationOrder Order { get; } = new(RevocationReason.Admin, null, EndInitiator.By(caller));

    /// <summary>The next session, and who will hold it.</summary>
    public (EstablishDescriptor Descriptor, SessionHolder Holder) Next()
    {
        var number = Interlocked.Increment(ref _established);
        var holder = new SessionHolder(options.Possession);
        return (holder.Bind(new()
        {
            Subject = SubjectId.TryCreate($"{_prefix}-{number / SessionsPerSubject}", out var subject, out var problem) ? subject : throw new InvalidOperationException(problem),
            Class = _class,
            Audiences = [_audience],
            Authentication = new AuthenticationEvent(["pwd", "otp"], DateTimeOffset.UtcNow),
            EstablishedBy = caller,
            MaxUses = IsLimited(number) ? MaxUses : null,
        }), holder);
    }

    /// <summary>A token alone.</summary>
    public ValidateDescriptor Present(string token) => new() { Token = token, Audience = _audience };

    /// <summary>A session's token, and what its holder shows along with it.</summary>
    public ValidateDescriptor Present(TrackedSession session, ShownProof? proof) => new()
    {
        Token = session.Token,
        Audience = _audience,
        Scheme = proof is null ? TokenScheme.Bearer : TokenScheme.DPoP,
        Possession = session.Holder.Present(proof),
    };

    /// <summary>Spread evenly: of every hundred, that many.</summary>
    private bool IsLimited(int number) => ((number % 100) * options.Limited % 100) + options.Limited >= 100;
}
