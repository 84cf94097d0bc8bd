using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Sessions;
using SessionCluster.Unit.Tests.Core.Sessions;
using SessionCluster.Unit.Tests.Tokens;

namespace SessionCluster.Unit.Tests.Client.Sessions;

/// <summary>What a caller forgot or made up is its fault, told as an exception before anything is sent: a check must never run against nothing.</summary>
public sealed class ArgumentTests
{
    private static readonly ClientId Ops = ClientId.Create("ops");

    private static readonly Dictionary<string, Func<SessionClient, Task>> Mistakes = new()
    {
        ["establish nothing"] = client => client.EstablishAsync(null!),
        ["establish for no subject"] = client => client.EstablishAsync(ClientUnderTest.Establish with { Subject = default }),
        ["establish by nobody"] = client => client.EstablishAsync(ClientUnderTest.Establish with { EstablishedBy = default }),
        ["validate nothing"] = client => client.ValidateAsync(null!).AsTask(),
        ["validate no token"] = client => Validate(client, new() { Token = null!, Audience = Orders }),
        ["validate for no audience"] = client => Validate(client, new() { Token = Specimen.Token, Audience = default }),
        ["validate without requirements"] = client => Validate(client, new() { Token = Specimen.Token, Audience = Orders, Requirements = null! }),
        ["validate for no scope"] = client => Validate(client, new() { Token = Specimen.Token, Audience = Orders, Requirements = new() { Scope = null! } }),
        ["validate for a level below none"] = client => Validate(client, new() { Token = Specimen.Token, Audience = Orders, Requirements = new() { Assurance = (AssuranceLevel)(-1) } }),
        ["validate for a level above all"] = client => Validate(client, new() { Token = Specimen.Token, Audience = Orders, Requirements = new() { Assurance = (AssuranceLevel)4 } }),
        ["validate for a negative age"] = client => Validate(client, new() { Token = Specimen.Token, Audience = Orders, Requirements = new() { MaxAuthenticationAge = TimeSpan.FromTicks(-1) } }),
        ["validate without a scheme"] = client => Validate(client, new() { Token = Specimen.Token, Audience = Orders, Scheme = default }),
        ["validate by a scheme of tomorrow"] = client => Validate(client, new() { Token = Specimen.Token, Audience = Orders, Scheme = (TokenScheme)3 }),
        ["validate with an unknown activity"] = client => Validate(client, new() { Token = Specimen.Token, Audience = Orders, Activity = (SessionActivity)2 }),
        ["validate without possession, not even none"] = client => Validate(client, new() { Token = Specimen.Token, Audience = Orders, Possession = null! }),
        ["establish bound to no key"] = client => client.EstablishAsync(ClientUnderTest.Establish with { Confirmation = new(ConfirmationMethod.Jkt, default) }),
        ["establish bound in no way"] = client => client.EstablishAsync(ClientUnderTest.Establish with { Confirmation = new(default, KeyThumbprint.Of("key"u8)) }),
        ["establish with a key kept nowhere"] = client => client.EstablishAsync(ClientUnderTest.Establish with { KeyStorage = (KeyStorage)3 }),
        ["introspect nothing"] = client => client.IntrospectAsync(null!).AsTask(),
        ["introspect no token"] = client => client.IntrospectAsync(new() { Token = null!, Audiences = [] }).AsTask(),
        ["introspect for audiences that nobody set"] = client => client.IntrospectAsync(new() { Token = Specimen.Token, Audiences = default }).AsTask(),
        ["introspect for no audience"] = client => client.IntrospectAsync(new() { Token = Specimen.Token, Audiences = [default] }).AsTask(),
        ["end nothing"] = client => client.EndAsync(null!),
        ["end no token"] = client => client.EndAsync(new() { Token = null!, Scheme = TokenScheme.Bearer }),
        ["end by no scheme"] = client => client.EndAsync(new() { Token = Specimen.Token, Scheme = default }),
        ["end without possession, not even none"] = client => client.EndAsync(new() { Token = Specimen.Token, Scheme = TokenScheme.Bearer, Possession = null! }),
        ["revoke nothing"] = client => client.RevokeAsync(null!),
        ["revoke no token"] = client => client.RevokeAsync(new RevokeDescriptor.ByToken(null!, ClientUnderTest.Order)),
        ["revoke no session"] = client => client.RevokeAsync(new RevokeDescriptor.ById(default, ClientUnderTest.Order)),
        ["revoke no session of an establisher"] = client => client.RevokeAsync(new RevokeDescriptor.ByIdOfEstablisher(default, Ops, ClientUnderTest.Order)),
        ["revoke a session of nobody"] = client => client.RevokeAsync(new RevokeDescriptor.ByIdOfEstablisher(Specimen.Id, default, ClientUnderTest.Order)),
        ["revoke the sessions of nobody known"] = client => client.RevokeSubjectAsync(null!),
        ["revoke no subject"] = client => client.RevokeSubjectAsync(new(default, ClientUnderTest.Order)),
        ["info of no session"] = client => client.GetInfoAsync(default),
        ["list of no subject"] = client => client.ListAsync(default),
    };

    public static TheoryData<string> MistakeNames => [.. Mistakes.Keys];

    public static TheoryData<RevocationReason, string?, InitiatorKind, string?> BadOrders => new()
    {
        { default, null, InitiatorKind.Client, "ops" },
        { (RevocationReason)7, null, InitiatorKind.Client, "ops" },
        { RevocationReason.Admin, null, default, "ops" },
        { RevocationReason.Admin, null, (InitiatorKind)3, "ops" },
        { RevocationReason.Admin, null, InitiatorKind.Client, null },
        { RevocationReason.Admin, null, InitiatorKind.Policy, "ops" },
        { RevocationReason.Admin, "a detail", InitiatorKind.Client, "ops" },
        { RevocationReason.Other, null, InitiatorKind.Client, "ops" },
        { RevocationReason.Other, "", InitiatorKind.Client, "ops" },
        { RevocationReason.Other, "two\r\nlines", InitiatorKind.Client, "ops" },
        { RevocationReason.Other, "half \ud83d of a smile", InitiatorKind.Client, "ops" },
        { RevocationReason.Other, new string('x', RevocationOrder.MaxDetailLength + 1), InitiatorKind.Client, "ops" },
    };

    private static Audience Orders => Audience.Create("orders");

    [Theory]
    [MemberData(nameof(MistakeNames))]
    public async Task A_mistake_is_thrown_and_not_sent(string mistake)
    {
        var client = new ClientUnderTest();
        client.Cluster.Answer = ClientUnderTest.GoodAnswer;

        var thrown = await Assert.ThrowsAnyAsync<ArgumentException>(() => Mistakes[mistake](client.Sessions));

        Assert.Empty(client.Cluster.Calls);
        Assert.DoesNotContain(Specimen.Token, thrown.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(BadOrders))]
    public async Task Nothing_is_ended_without_a_reason_that_is_known_on_the_word_of_somebody(RevocationReason reason, string? detail, InitiatorKind kind, string? by)
    {
        var client = new ClientUnderTest();
        var order = new RevocationOrder(reason, detail, new(kind, by is null ? default : ClientId.Create(by)));

        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.Sessions.RevokeAsync(new RevokeDescriptor.ById(Specimen.Id, order)));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.Sessions.RevokeAsync(new RevokeDescriptor.ByToken(Specimen.Token, order)));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.Sessions.RevokeSubjectAsync(new(Sample.Subject, order)));
        Assert.Empty(client.Cluster.Calls);
    }

    [Fact]
    public async Task An_order_without_words_where_words_belong_is_none_at_all()
    {
        var client = new ClientUnderTest();

        await Assert.ThrowsAsync<ArgumentNullException>(() => client.Sessions.RevokeAsync(new RevokeDescriptor.ById(Specimen.Id, null!)));
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.Sessions.RevokeSubjectAsync(new(Sample.Subject, null!)));
    }

    [Theory]
    [InlineData(RevocationReason.Logout, null)]
    [InlineData(RevocationReason.Admin, null)]
    [InlineData(RevocationReason.PasswordReset, null)]
    [InlineData(RevocationReason.Compromise, null)]
    [InlineData(RevocationReason.Policy, null)]
    [InlineData(RevocationReason.Other, "x")]
    public async Task Every_known_reason_is_sent_as_it_is(RevocationReason reason, string? detail)
    {
        var client = new ClientUnderTest();
        client.Cluster.Answer = ClientUnderTest.GoodAnswer;
        var order = new RevocationOrder(reason, detail is null ? null : new string('x', RevocationOrder.MaxDetailLength), EndInitiator.By(Ops));

        await client.Sessions.RevokeAsync(new RevokeDescriptor.ById(Specimen.Id, order));

        Assert.Same(order, client.Cluster.Single<RevokeCall>().Order);
    }

    private static Task<SessionVerdict> Validate(SessionClient client, ValidateDescriptor descriptor) => client.ValidateAsync(descriptor).AsTask();
}
