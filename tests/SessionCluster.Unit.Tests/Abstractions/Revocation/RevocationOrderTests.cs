using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;

namespace SessionCluster.Unit.Tests.Abstractions.Revocation;

/// <summary>What an order may hold: it comes in a message, and is stored with the tombstone.</summary>
public sealed class RevocationOrderTests
{
    private static readonly EndInitiator Ops = EndInitiator.By(ClientId.Create("ops"));

    [Theory]
    [Rule("N19")]
    [InlineData(null, true)]
    [InlineData("", false)]
    [InlineData("stolen laptop \ud83d\udcbb", true)]
    [InlineData("line\r\nforged line", false)]
    [InlineData("delete \u007f", false)]
    [InlineData("C1 \u0085", false)]
    public void Its_detail_is_text_without_control_characters(string? detail, bool expected) =>
        Assert.Equal(expected, new RevocationOrder(RevocationReason.Other, detail, Ops).IsWellFormed());

    [Fact]
    [Rule("N19")]
    public void Its_detail_can_be_sent_and_comes_back_the_same() => Assert.False(new RevocationOrder(RevocationReason.Other, "half a pair \ud83d", Ops).IsWellFormed());

    [Theory]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void Its_detail_has_at_most_256_characters(int length, bool expected) =>
        Assert.Equal(expected, new RevocationOrder(RevocationReason.Other, new string('w', length), Ops).IsWellFormed());

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(6, true)]
    [InlineData(7, false)]
    public void Its_reason_is_a_known_one(int reason, bool expected) => Assert.Equal(expected, new RevocationOrder((RevocationReason)reason, null, Ops).IsWellFormed());

    [Fact]
    public void Its_initiator_is_a_client_that_is_named_or_policy_that_is_not()
    {
        Assert.True(Of(EndInitiator.Policy));
        Assert.False(Of(default));
        Assert.False(Of(new(InitiatorKind.Client, default)));
        Assert.False(Of(new(InitiatorKind.Policy, Ops.Client)));

        static bool Of(EndInitiator initiator) => new RevocationOrder(RevocationReason.Admin, null, initiator).IsWellFormed();
    }
}
