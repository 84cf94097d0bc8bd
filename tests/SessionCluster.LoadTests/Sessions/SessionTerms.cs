using System.Collections.Concurrent;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Containment;
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
    private const int SubjectsPerClient = 4;

    // A run's subjects are its own, whatever ran before on that cluster.
    private readonly string _prefix = $"load-{Guid.NewGuid():n}";
    private readonly Audience _audience = Audience.Create(options.Audience);
    private readonly SessionClassName _class = SessionClassName.Create(options.Class);
    private readonly ConcurrentDictionary<int, LockGroup> _groups = new();
    private int _established = -1;

    public RevocationOrder Order { get; } = new(RevocationReason.Admin, null, EndInitiator.By(caller));

    /// <summary>Every client that holds sessions.</summary>
    public IEnumerable<LockGroup> Groups => _groups.Values;

    /// <summary>An authentication that has just happened.</summary>
    public static AuthenticationEvent Authenticate() => new(["pwd", "otp"], DateTimeOffset.UtcNow);

    /// <summary>The next session, who will hold it, and whose it is together with others.</summary>
    public (EstablishDescriptor Descriptor, SessionHolder Holder, LockGroup Group) Next()
    {
        var number = Interlocked.Increment(ref _established);
        var holder = new SessionHolder(options);
        var group = _groups.GetOrAdd(number / SessionsPerSubject / SubjectsPerClient, (client, prefix) => new(ClientId.Create($"{prefix}-{client}")), _prefix);
        return (holder.Bind(new()
        {
            Subject = SubjectId.TryCreate($"{_prefix}-{number / SessionsPerSubject}", out var subject, out var problem) ? subject : throw new InvalidOperationException(problem),
            Class = _class,
            Audiences = [_audience],
            Authentication = Authenticate(),
            EstablishedBy = caller,
            ClientId = group.Client,
            MaxUses = IsLimited(number) ? MaxUses : null,
        }), holder, group);
    }

    /// <summary>Who asks.</summary>
    public ClientId Caller => caller;

    /// <summary>A lock of a client, which somebody has to remove.</summary>
    public LockOrder LockOf(LockGroup group) => new(LockDimension.Client, group.Client.Value, Order);

    /// <summary>A token alone.</summary>
    public ValidateDescriptor Present(string token) => new() { Token = token, Audience = _audience };

    /// <summary>A session's token, and what its holder shows along with it.</summary>
    public ValidateDescriptor Present(TrackedSession session, HeldToken token, ShownProof? proof) => new()
    {
        Token = token.Text,
        Audience = _audience,
        Scheme = session.Holder.Scheme,
        Possession = session.Holder.Present(proof),
    };

    /// <summary>Spread evenly: of every hundred, that many.</summary>
    private bool IsLimited(int number) => ((number % 100) * options.Limited % 100) + options.Limited >= 100;
}
