using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Signals;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Sessions;
using SessionCluster.Unit.Tests.Core.Sessions;
using SessionCluster.Unit.Tests.Tokens;

namespace SessionCluster.Unit.Tests.Client.Sessions;

/// <summary>A caller's mistakes with the calls of a session's life: an exception whose sentence says which, before anything is sent.</summary>
public sealed class LifeArgumentTests
{
    private const string NoValue = "A lock names a client, a key by its thumbprint, or a device; or everything, and then no value.";
    private const string NoMessage = "A lock's message has 1 to 256 characters without control characters.";
    private const string NoScheme = "The scheme is none of the known ones.";
    private const string NoSignal = "The type or the level is none of the known ones.";

    private static readonly ClientId Ops = ClientId.Create("ops");

    private static readonly Dictionary<string, (Func<SessionClient, Task> Make, string Says)> Mistakes = new()
    {
        ["rotate nothing"] = (client => client.RotateAsync(null!), "descriptor"),
        ["rotate no token"] = (client => client.RotateAsync(new() { Token = null!, Scheme = TokenScheme.Bearer }), "token"),
        ["rotate by no scheme"] = (client => client.RotateAsync(new() { Token = Specimen.Token, Scheme = default }), NoScheme),
        ["rotate by a scheme of tomorrow"] = (client => client.RotateAsync(new() { Token = Specimen.Token, Scheme = (TokenScheme)3 }), NoScheme),
        ["rotate without possession, not even none"] = (client => client.RotateAsync(new() { Token = Specimen.Token, Scheme = TokenScheme.Bearer, Possession = null! }), "possession"),
        ["step up nothing"] = (client => client.StepUpAsync(null!), "descriptor"),
        ["step up no token"] = (client => client.StepUpAsync(Renewal(token: null!)), "token"),
        ["step up by no scheme"] = (client => client.StepUpAsync(Renewal(scheme: default)), NoScheme),
        ["step up nobody"] = (client => client.StepUpAsync(Renewal(hasSubject: false)), "The subject is unset."),
        ["step up by nobody"] = (client => client.StepUpAsync(Renewal(hasCaller: false)), "The caller is unset."),
        ["step up without an authentication"] = (client => client.StepUpAsync(Renewal(hasAuthentication: false)), "Authentication"),
        ["re-authenticate nothing"] = (client => client.ReauthenticateAsync(null!), "descriptor"),
        ["re-authenticate no token"] = (client => client.ReauthenticateAsync(Renewal(token: null!)), "token"),
        ["re-authenticate by a scheme of tomorrow"] = (client => client.ReauthenticateAsync(Renewal(scheme: (TokenScheme)3)), NoScheme),
        ["re-authenticate nobody"] = (client => client.ReauthenticateAsync(Renewal(hasSubject: false)), "The subject is unset."),
        ["re-authenticate by nobody"] = (client => client.ReauthenticateAsync(Renewal(hasCaller: false)), "The caller is unset."),
        ["re-authenticate without an authentication"] = (client => client.ReauthenticateAsync(Renewal(hasAuthentication: false)), "Authentication"),
        ["list for nobody"] = (client => client.ListOwnAsync(null!), "descriptor"),
        ["list for no token"] = (client => client.ListOwnAsync(new() { Token = null!, Scheme = TokenScheme.Bearer }), "token"),
        ["list by no scheme"] = (client => client.ListOwnAsync(new() { Token = Specimen.Token, Scheme = default }), NoScheme),
        ["end for nobody"] = (client => client.EndOwnAsync(null!, Specimen.Id), "descriptor"),
        ["end no session of one's own"] = (client => client.EndOwnAsync(ClientUnderTest.Holder, default), "The session id is unset."),
        ["end without possession, not even none"] = (client => client.EndOwnAsync(new() { Token = Specimen.Token, Scheme = TokenScheme.Bearer, Possession = null! }, Specimen.Id), "possession"),
        ["keep no token"] = (client => client.RevokeSubjectAsync(new(Sample.Subject, ClientUnderTest.Order) { Keep = new() { Token = null!, Scheme = TokenScheme.Bearer } }), "token"),
        ["keep by no scheme"] = (client => client.RevokeSubjectAsync(new(Sample.Subject, ClientUnderTest.Order) { Keep = new() { Token = Specimen.Token, Scheme = default } }), NoScheme),
        ["report nothing"] = (client => client.SignalAsync(null!), "descriptor"),
        ["report of no token"] = (client => client.SignalAsync(new SignalDescriptor.ByToken(null!, SignalType.Leak, RiskLevel.High, Ops)), "Token"),
        ["report of no session"] = (client => client.SignalAsync(new SignalDescriptor.ById(default, SignalType.Risk, RiskLevel.High, Ops)), "The session id is unset."),
        ["report by nobody"] = (client => client.SignalAsync(new SignalDescriptor.ById(Specimen.Id, SignalType.Risk, RiskLevel.High, default)), "The caller is unset."),
        ["report no type"] = (client => client.SignalAsync(new SignalDescriptor.ById(Specimen.Id, default, RiskLevel.High, Ops)), NoSignal),
        ["report a type of tomorrow"] = (client => client.SignalAsync(new SignalDescriptor.ByToken(Specimen.Token, (SignalType)3, RiskLevel.High, Ops)), NoSignal),
        ["report no level"] = (client => client.SignalAsync(new SignalDescriptor.ById(Specimen.Id, SignalType.Risk, default, Ops)), NoSignal),
        ["report a level above all"] = (client => client.SignalAsync(new SignalDescriptor.ById(Specimen.Id, SignalType.Risk, (RiskLevel)4, Ops)), NoSignal),
        ["lock nothing"] = (client => client.LockAsync(null!), "order"),
        ["lock no dimension"] = (client => client.LockAsync(Lock(default, "portal")), NoValue),
        ["lock a dimension of the log"] = (client => client.LockAsync(Lock((LockDimension)1, "alice")), NoValue),
        ["lock no value"] = (client => client.LockAsync(Lock(LockDimension.Client, null!)), NoValue),
        ["lock no client"] = (client => client.LockAsync(Lock(LockDimension.Client, "")), NoValue),
        ["lock no key"] = (client => client.LockAsync(Lock(LockDimension.Key, "portal")), NoValue),
        ["lock no device"] = (client => client.LockAsync(Lock(LockDimension.Device, "")), NoValue),
        ["lock everything by name"] = (client => client.LockAsync(Lock(LockDimension.All, "portal")), NoValue),
        ["lock without words where words belong"] = (client => client.LockAsync(ClientUnderTest.LockOrder with { Message = "" }), NoMessage),
        ["lock with a message of two lines"] = (client => client.LockAsync(ClientUnderTest.LockOrder with { Message = "a\nb" }), NoMessage),
        ["lock with a message that is too long"] = (client => client.LockAsync(ClientUnderTest.LockOrder with { Message = new('x', LockOrder.MaxMessageLength + 1) }), NoMessage),
        ["lock without an order"] = (client => client.LockAsync(new(LockDimension.Client, "portal", null!)), "order"),
        ["lock for no reason"] = (client => client.LockAsync(new(LockDimension.Client, "portal", ClientUnderTest.Order with { Reason = default })), "order"),
        ["unlock by nobody"] = (client => client.UnlockAsync(Sample.EventId, default), "The caller is unset."),
    };

    public static TheoryData<string> MistakeNames => [.. Mistakes.Keys];

    public static TheoryData<LockDimension, string> Values => new()
    {
        { LockDimension.Client, "portal" },
        { LockDimension.Key, KeyThumbprint.Of("a key"u8).ToString() },
        { LockDimension.Device, "phone-1" },
        { LockDimension.All, "" },
    };

    [Theory]
    [MemberData(nameof(MistakeNames))]
    public async Task A_mistake_is_thrown_with_what_it_is_and_nothing_is_sent(string mistake)
    {
        var client = new ClientUnderTest();
        client.Cluster.Answer = ClientUnderTest.GoodAnswer;

        var thrown = await Assert.ThrowsAnyAsync<ArgumentException>(() => Mistakes[mistake].Make(client.Sessions));

        Assert.Contains(Mistakes[mistake].Says, thrown.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(client.Cluster.Calls);
        Assert.DoesNotContain(Specimen.Token, thrown.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Values))]
    public async Task What_a_dimension_names_is_sent_as_it_is(LockDimension dimension, string value)
    {
        var client = new ClientUnderTest();
        client.Cluster.Answer = ClientUnderTest.GoodAnswer;
        var order = Lock(dimension, value) with { Message = new('x', LockOrder.MaxMessageLength), Until = Sample.Start };

        var locked = Assert.IsType<LockResult.Locked>(await client.Sessions.LockAsync(order));

        var (id, sent) = client.Cluster.Single<(EventId, LockOrder)>();
        Assert.Same(order, sent);
        Assert.Equal((id, Sample.Start), (locked.Id, locked.EffectiveAt));
        Assert.NotEqual(default, id);
        Assert.Equal(SessionCluster.Abstractions.Grains.ILockGrain.Key, client.Cluster.Calls[0].Key);
    }

    private static LockOrder Lock(LockDimension dimension, string value) => new(dimension, value, ClientUnderTest.Order);

    private static RenewalDescriptor Renewal(string token = Specimen.Token, TokenScheme scheme = TokenScheme.Bearer, bool hasSubject = true, bool hasCaller = true, bool hasAuthentication = true) => new()
    {
        Token = token,
        Scheme = scheme,
        Subject = hasSubject ? Sample.Subject : default,
        Caller = hasCaller ? Ops : default,
        Authentication = hasAuthentication ? ClientUnderTest.Renewal.Authentication : null!,
    };
}
