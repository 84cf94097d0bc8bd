using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Unit.Tests.Abstractions.Wire;
using SessionCluster.Unit.Tests.Core.Possession;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Admission;

/// <summary>A message skips the checks of its types on the way: what will be stored is checked where it is stored.</summary>
public sealed class EstablishCallShapeTests
{
    private static readonly Dictionary<string, EstablishCall> Bad = new()
    {
        ["no subject"] = SampleCall.Valid with { Subject = default },
        ["a subject of 257 bytes"] = SampleCall.Valid with { Subject = SampleCall.Unchecked<SubjectId>(new string('x', 257)) },
        ["a subject that no path carries"] = SampleCall.Valid with { Subject = SampleCall.Unchecked<SubjectId>("..") },
        ["no class"] = SampleCall.Valid with { Class = default },
        ["a class in capitals"] = SampleCall.Valid with { Class = SampleCall.Unchecked<SessionClassName>("INTERACTIVE") },
        ["no client"] = SampleCall.Valid with { ClientId = default },
        ["a client with a line break"] = SampleCall.Valid with { ClientId = SampleCall.Unchecked<ClientId>("shop\n") },
        ["no caller"] = SampleCall.Valid with { EstablishedBy = default },
        ["a caller of 65 characters"] = SampleCall.Valid with { EstablishedBy = SampleCall.Unchecked<ClientId>(new string('x', 65)) },
        ["no digest"] = SampleCall.Valid with { SecretDigest = default },
        ["edge key 32"] = SampleCall.Valid with { EdgeKeyId = 32 },
        ["no uses"] = SampleCall.Valid with { MaxUses = 0 },
        ["negative uses"] = SampleCall.Valid with { MaxUses = -1 },
        ["more than a billion uses"] = SampleCall.Valid with { MaxUses = 1_000_000_001 },
        ["no list of audiences"] = SampleCall.Valid with { Audiences = default },
        ["no audience"] = SampleCall.Valid with { Audiences = [] },
        ["nine audiences"] = SampleCall.Valid with { Audiences = [.. Enumerable.Range(0, 9).Select(number => Audience.Create($"a{number}"))] },
        ["an unset audience"] = SampleCall.Valid with { Audiences = [Audience.Create("a"), default] },
        ["the audience of a permission"] = SampleCall.Valid with { Audiences = [SampleCall.Unchecked<Audience>("*")] },
        ["an audience of 257 characters"] = SampleCall.Valid with { Audiences = [SampleCall.Unchecked<Audience>(new string('x', 257))] },
        ["no authentication"] = SampleCall.Valid with { Authentication = null! },
        ["no list of methods"] = SampleCall.Valid with { Authentication = new(default, Sample.Start) },
        ["no method"] = SampleCall.With(),
        ["17 methods"] = SampleCall.With([.. Enumerable.Repeat("pwd", 17)]),
        ["a missing method"] = SampleCall.With("pwd", null!),
        ["a method of 33 characters"] = SampleCall.With("pwd", new string('x', 33)),
        ["an empty event id"] = SampleCall.Valid with { Authentication = SampleCall.Valid.Authentication with { Id = string.Empty } },
        ["an event id of 257 characters"] = SampleCall.Valid with { Authentication = SampleCall.Valid.Authentication with { Id = new string('x', 257) } },
        ["no scope"] = SampleCall.Valid with { Scope = null! },
        ["a scope token with a space"] = SampleCall.Valid with { Scope = RawScope("orders read") },
        ["an empty scope token"] = SampleCall.Valid with { Scope = RawScope(string.Empty) },
        ["a scope token twice"] = SampleCall.Valid with { Scope = RawScope("a", "a") },
        ["65 scope tokens"] = SampleCall.Valid with { Scope = RawScope([.. Enumerable.Range(100, 65).Select(number => $"s{number}")]) },
        ["no attributes"] = SampleCall.Valid with { Attributes = null! },
        ["attributes without a list"] = SampleCall.Valid with { Attributes = OrleansWire.Read<SessionAttributes>(OrleansWire.Bytes(new RawValues { Values = null })) },
        ["a confirmation without a key"] = SampleCall.Valid with { Confirmation = new(ConfirmationMethod.Jkt, default) },
        ["a confirmation of no method"] = SampleCall.Valid with { Confirmation = new(default, SampleProof.Key) },
        ["a confirmation of an unknown method"] = SampleCall.Valid with { Confirmation = new((ConfirmationMethod)3, SampleProof.Key) },
        ["a proof without a key"] = SampleCall.Valid with { ConfirmationEvidence = new() { Proof = SampleProof.Of("1", Sample.Start, key: default(KeyThumbprint)) } },
        ["a proof without an id"] = SampleCall.Valid with { ConfirmationEvidence = new() { Proof = new() { Key = SampleProof.Key, Id = default, IssuedAtSeconds = 0, Text = default } } },
        ["an unknown key storage"] = SampleCall.Valid with { KeyStorage = (KeyStorage)3 },
        ["attributes beyond the limit"] = SampleCall.Valid with { Attributes = RawAttributes(new string('x', SessionAttributes.MaxBytes)) },
    };

    private static readonly Dictionary<string, EstablishCall> Good = new()
    {
        ["a subject of 256 bytes"] = SampleCall.Valid with { Subject = Sample.SubjectOf(new string('x', 256)) },
        ["edge key 31"] = SampleCall.Valid with { EdgeKeyId = 31 },
        ["edge key 0"] = SampleCall.Valid with { EdgeKeyId = 0 },
        ["one use"] = SampleCall.Valid with { MaxUses = 1 },
        ["a billion uses"] = SampleCall.Valid with { MaxUses = 1_000_000_000 },
        ["no limit of uses"] = SampleCall.Valid with { MaxUses = null },
        ["eight audiences"] = SampleCall.Valid with { Audiences = [.. Enumerable.Range(0, 8).Select(number => Audience.Create($"a{number}"))] },
        ["16 methods"] = SampleCall.With([.. Enumerable.Repeat("pwd", 15), "otp"]),
        ["a method of 32 characters"] = SampleCall.With("pwd", "otp", new string('x', 32)),
        ["no event id"] = SampleCall.Valid with { Authentication = SampleCall.Valid.Authentication with { Id = null } },
        ["an event id of one character"] = SampleCall.Valid with { Authentication = SampleCall.Valid.Authentication with { Id = "1" } },
        ["an event id of 256 characters"] = SampleCall.Valid with { Authentication = SampleCall.Valid.Authentication with { Id = new string('x', 256) } },
        ["an empty scope"] = SampleCall.Valid with { Scope = ScopeSet.Empty },
        ["64 scope tokens"] = SampleCall.Valid with { Scope = RawScope([.. Enumerable.Range(100, 64).Select(number => $"s{number}")]) },
        ["no attribute"] = SampleCall.Valid with { Attributes = SessionAttributes.Empty },
        ["a confirmation"] = SampleCall.Valid with { Confirmation = new(ConfirmationMethod.Certificate, SampleProof.Key), KeyStorage = KeyStorage.Software },
        ["a proof"] = SampleCall.Valid with { ConfirmationEvidence = new() { Proof = SampleProof.Of("1", Sample.Start) }, KeyStorage = KeyStorage.Hardware },
        ["a context of nothing"] = SampleCall.Valid with { Context = ClientContext.Of(null, null) },
        ["attributes as they arrive"] = SampleCall.Valid with { Attributes = RawAttributes("x") },
    };

    public static TheoryData<string> BadCalls => [.. Bad.Keys];

    public static TheoryData<string> GoodCalls => [.. Good.Keys];

    [Theory]
    [MemberData(nameof(BadCalls))]
    public void A_member_outside_its_range_is_malformed(string name) => Assert.Equal(EstablishRefusal.Malformed, SampleCall.Refusal(Bad[name]));

    [Theory]
    [MemberData(nameof(GoodCalls))]
    public void A_member_at_its_limit_is_not(string name)
    {
        // More than one audience is refused later, as a limit of bearer sessions.
        var refusal = SampleCall.Refusal(Good[name]);

        Assert.True(refusal is null or EstablishRefusal.AudienceLimit, $"{refusal}");
    }

    [Fact]
    public void A_call_that_travelled_is_admitted() => Assert.Null(SampleCall.Refusal(OrleansWire.RoundTrip(SampleCall.Valid)));

    [Fact]
    public void The_key_of_an_unchecked_subject_is_computed_all_the_same()
    {
        Assert.NotEqual(default, SampleCall.Unchecked<SubjectId>(new string('€', 5_000)).Key);
        Assert.NotEqual(default, default(SubjectId).Key);
    }

    private static ScopeSet RawScope(params string[] tokens) => OrleansWire.Read<ScopeSet>(OrleansWire.Bytes(new RawTokens { Tokens = [.. tokens] }));

    private static SessionAttributes RawAttributes(string value) =>
        OrleansWire.Read<SessionAttributes>(OrleansWire.Bytes(new RawValues { Values = System.Collections.Immutable.ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("a", value) }));
}

/// <summary>A scope as a caller may compose it.</summary>
[GenerateSerializer, Alias("sc.test.RawTokens")]
internal sealed class RawTokens
{
    [Id(0)]
    public System.Collections.Immutable.ImmutableArray<string> Tokens { get; set; } = [];
}

/// <summary>Attributes as a caller may compose them.</summary>
[GenerateSerializer, Alias("sc.test.RawValues")]
internal sealed class RawValues
{
    [Id(0)]
    public System.Collections.Immutable.ImmutableSortedDictionary<string, string>? Values { get; set; }
}
