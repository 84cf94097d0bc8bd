using System.Buffers.Text;
using System.Reflection;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Silos;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Abstractions.Wire;

/// <summary>What is sent or stored arrives with every member.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public void Every_member_of_every_message_arrives() =>
        Assert.All(WireSamples.All.Concat(WireSamples.Verdicts), value => Assert.Equal(DeepText.Of(value), DeepText.Of(OrleansWire.RoundTrip(value))));

    [Fact]
    public void No_sample_leaves_a_member_at_its_default() =>
        Assert.All(WireSamples.All, value =>
        {
            var text = new DeepText();
            _ = text.Add(value);
            Assert.Empty(text.Defaults);
        });

    [Fact]
    public void Every_serialized_type_is_among_the_samples()
    {
        var text = new DeepText();
        foreach (var value in WireSamples.All.Concat(WireSamples.Verdicts))
        {
            _ = text.Add(value);
        }

        var serialized = new[] { typeof(SessionVerdict).Assembly, typeof(SessionState).Assembly, typeof(SiloReport).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsAbstract: false } && type.GetCustomAttribute<GenerateSerializerAttribute>(inherit: false) is not null);

        Assert.Empty(serialized.Except(text.Types));
    }

    [Fact]
    public void Every_verdict_arrives()
    {
        SessionVerdict[] verdicts =
        [
            SessionVerdict.Accept(Sample.Facts(), Sample.Start + Sample.Idle),
            SessionVerdict.Accept(Sample.Facts(), Sample.Start + Sample.Idle, "the next nonce"),
            SessionVerdict.Challenge(SessionRefusal.ProofStale, "a nonce"),
            .. Enum.GetValues<SessionRefusal>().Where(refusal => refusal != SessionRefusal.None).Select(SessionVerdict.Refuse),
            .. Enum.GetValues<UnavailableReason>().Select(SessionVerdict.InDoubt),
        ];

        Assert.All(verdicts, verdict =>
        {
            var arrived = OrleansWire.RoundTrip(verdict);
            Assert.Equal(DeepText.Of(verdict), DeepText.Of(arrived));
            Assert.Equal(verdict.IsAccepted, arrived.IsAccepted);
            Assert.Equal(DeepText.Of(verdict), DeepText.Of(OrleansWire.RoundTrip(new EndOutcome.Denied(verdict)).Verdict));
        });
    }

    [Fact]
    [Rule("N5")]
    public void A_validation_that_is_no_activity_arrives_as_none()
    {
        var call = new ValidateCall { SecretDigest = Sample.Digest, Audience = Audience.Create("orders"), Activity = SessionActivity.None };
        var arrived = OrleansWire.RoundTrip(call);

        Assert.Equal(SessionActivity.None, arrived.Activity);
        Assert.Equal(ValidationRequirements.None, arrived.Requirements);
    }

    [Fact]
    public void Unset_identifiers_arrive_unset()
    {
        Assert.True(OrleansWire.RoundTrip(default(SessionId)).IsUnset);
        Assert.True(OrleansWire.RoundTrip(default(SubjectId)).IsUnset);
        Assert.True(OrleansWire.RoundTrip(default(Audience)).IsUnset);
        Assert.True(OrleansWire.RoundTrip(default(ClientId)).IsUnset);
        Assert.True(OrleansWire.RoundTrip(default(SecretDigest)).IsUnset);
        Assert.True(OrleansWire.RoundTrip(default(SecretHash)).IsUnset);
        Assert.Empty(OrleansWire.RoundTrip(ScopeSet.Empty).Tokens);
    }

    [Fact]
    public void Attributes_arrive_in_ordinal_order()
    {
        Assert.True(SessionAttributes.TryCreate(new Dictionary<string, string> { ["b"] = "1", ["B"] = "2", ["a"] = "3" }, out var attributes));
        var arrived = OrleansWire.RoundTrip(attributes);

        Assert.Equal(["B", "a", "b"], arrived.Values.Keys);
        Assert.False(arrived.Values.ContainsKey("A"));
    }

    [Fact]
    [Rule("N17")]
    public void No_message_and_no_state_prints_a_secret_or_a_hash_of_one()
    {
        Span<byte> bytes = stackalloc byte[SecretDigest.Size];
        Sample.Digest.CopyTo(bytes);
        var digest = Convert.ToHexStringLower(bytes);
        SecretHash.Of(Sample.Digest).CopyTo(bytes);
        var hash = Convert.ToHexStringLower(bytes);
        var secret = Convert.ToHexStringLower(LifecycleSamples.Secret.Span);
        var token = Base64Url.EncodeToString(LifecycleSamples.Secret.Span);

        Assert.All(WireSamples.All, value =>
        {
            Assert.DoesNotContain(secret, value.ToString(), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(token, value.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(digest, value.ToString(), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(hash, value.ToString(), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("_part", value.ToString(), StringComparison.Ordinal);
        });
    }
}
