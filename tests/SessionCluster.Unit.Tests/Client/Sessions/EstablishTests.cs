using System.Security.Cryptography;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Client.Sessions;
using SessionCluster.Unit.Tests.Core.Sessions;
using SessionCluster.Unit.Tests.Tokens;

namespace SessionCluster.Unit.Tests.Client.Sessions;

public sealed class EstablishTests
{
    private readonly ClientUnderTest _client = new();

    public EstablishTests() => _client.Cluster.Answer = ClientUnderTest.GoodAnswer;

    [Fact]
    public async Task The_subjects_grain_is_asked_once_with_all_that_was_said()
    {
        var descriptor = ClientUnderTest.Establish with
        {
            ClientId = ClientId.Create("shop"),
            Scope = Sample.Scope("orders.read"),
            MaxUses = 7,
            Attributes = Sample.Attributes("plan", "gold"),
        };

        await _client.Sessions.EstablishAsync(descriptor);

        var call = _client.Cluster.Single<EstablishCall>();
        Assert.Equal(descriptor.Subject.Key.ToString(), _client.Cluster.Calls[0].Key);
        Assert.Equal((descriptor.Subject, descriptor.Class, descriptor.ClientId, descriptor.EstablishedBy), (call.Subject, call.Class, call.ClientId, call.EstablishedBy));
        Assert.Equal((descriptor.Scope, descriptor.MaxUses, descriptor.Attributes), (call.Scope, call.MaxUses, call.Attributes));
        Assert.Equal(descriptor.Audiences, call.Audiences);
        Assert.Same(descriptor.Authentication, call.Authentication);
    }

    [Fact]
    public async Task The_client_is_the_caller_unless_another_is_named()
    {
        await _client.Sessions.EstablishAsync(ClientUnderTest.Establish);

        Assert.Equal(ClientUnderTest.Establish.EstablishedBy, _client.Cluster.Single<EstablishCall>().ClientId);
    }

    [Fact]
    [Rule("N1"), Rule("L24")]
    public async Task The_cluster_gets_the_digest_and_only_the_answer_holds_the_token()
    {
        var established = Assert.IsType<EstablishResult.Established>(await _client.Sessions.EstablishAsync(ClientUnderTest.Establish));

        Assert.Equal((Specimen.Id, Specimen.Id.Deadline, TimeSpan.FromMinutes(30), AssuranceLevel.Aal2), (established.Id, established.AbsoluteDeadline, established.IdleTimeout, established.Assurance));
        var payload = ReferenceToken.Payload(established.Token.Reveal());
        Assert.Equal(Specimen.Handle, Convert.ToHexStringLower(payload[1..17]));
        var call = _client.Cluster.Single<EstablishCall>();
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(payload[17..49])), Hex(call.SecretDigest));
        Assert.Equal(Specimen.KeyId, call.EdgeKeyId);
    }

    [Fact]
    [Rule("H2"), Rule("G3")]
    public async Task A_key_that_becomes_current_while_the_cluster_is_asked_does_not_part_the_token_from_its_session()
    {
        var answer = new TaskCompletionSource<object>();
        _client.Cluster.Answer = _ => answer.Task;
        var establishing = _client.Sessions.EstablishAsync(ClientUnderTest.Establish);

        _client.Ring.Replace(Specimen.RingOf(2, 1, 2));
        answer.SetResult(ClientUnderTest.Established);

        // The session says key 1 ends it; so the token must be of key 1.
        var token = Assert.IsType<EstablishResult.Established>(await establishing).Token.Reveal();
        Assert.Equal(_client.Cluster.Single<EstablishCall>().EdgeKeyId, ReferenceToken.Payload(token)[0] & 0x1F);
        _client.Cluster.Answer = ClientUnderTest.GoodAnswer;
        Assert.True((await _client.Sessions.ValidateAsync(new() { Token = token, Audience = Audience.Create("orders") })).IsAccepted);
    }

    [Fact]
    [Rule("N2"), Rule("N3")]
    public async Task Refusals_are_results_with_their_sentence()
    {
        foreach (var refusal in Enum.GetValues<EstablishRefusal>())
        {
            _client.Cluster.Answer = _ => new EstablishOutcome.Refused(refusal, "Do this.");
            Assert.Equal(new EstablishResult.Refused(refusal, "Do this."), await _client.Sessions.EstablishAsync(ClientUnderTest.Establish));
        }
    }

    private static string Hex(SecretDigest digest)
    {
        var bytes = new byte[SecretDigest.Size];
        digest.CopyTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
