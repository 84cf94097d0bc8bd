using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Hosting;
using SessionCluster.Client.Tokens;

namespace SessionCluster.Unit.Tests.Tokens;

public sealed class TokenGateTests
{
    private static readonly DateTimeOffset Deadline = DateTimeOffset.FromUnixTimeSeconds(29_500_000L * 60);

    private readonly FakeTimeProvider _clock = new(Deadline.AddHours(-1));

    private readonly EdgeRing _ring = new(Specimen.Ring);

    private readonly TokenGate _gate;

    public TokenGateTests() => _gate = new(_ring, Options.Create(new SessionClientOptions { Environment = Specimen.Environment }), _clock);

    [Theory]
    [InlineData(-3600_000, SessionRefusal.None)]
    [InlineData(-1, SessionRefusal.None)]
    [InlineData(0, SessionRefusal.None)]
    [InlineData(9_999, SessionRefusal.None)]
    [InlineData(10_000, SessionRefusal.Expired)]
    [InlineData(10_001, SessionRefusal.Expired)]
    [Rule("A9")]
    public void A_token_passes_until_ten_seconds_after_the_deadline_in_its_id(int millisecondsAfterDeadline, SessionRefusal expected)
    {
        _clock.SetUtcNow(Deadline.AddMilliseconds(millisecondsAfterDeadline));

        Assert.Equal(expected == SessionRefusal.None, _gate.TryPass(Specimen.Token, out var token, out var refusal));
        Assert.Equal(expected, refusal);
        Assert.Equal(expected == SessionRefusal.None ? Specimen.Id : default, token.Id);
    }

    [Fact]
    public void A_forged_token_is_forged_also_when_it_has_expired()
    {
        _clock.SetUtcNow(Deadline.AddYears(1));
        var payload = ReferenceToken.Payload(Specimen.Token);
        payload[^1] ^= 1;

        Assert.False(_gate.TryPass(ReferenceToken.Of(Specimen.Environment, payload), out _, out var refusal));
        Assert.Equal(SessionRefusal.Forged, refusal);
    }

    [Fact]
    public void The_latest_deadline_that_an_id_can_name_passes_and_the_earliest_has_expired()
    {
        Assert.True(_gate.TryPass(TokenWithMinutes(uint.MaxValue), out _, out _));
        Assert.False(_gate.TryPass(TokenWithMinutes(0), out _, out var refusal));
        Assert.Equal(SessionRefusal.Expired, refusal);
    }

    [Fact]
    [Rule("H2")]
    public void A_ring_that_is_replaced_decides_from_the_next_presentation_on()
    {
        Assert.True(_gate.TryPass(Specimen.Token, out _, out _));

        _ring.Replace(Specimen.RingOf(2, 2));

        Assert.False(_gate.TryPass(Specimen.Token, out _, out var refusal));
        Assert.Equal(SessionRefusal.Forged, refusal);
    }

    private static string TokenWithMinutes(uint minutes)
    {
        var id = SessionId.FromBytes([7, (byte)(minutes >> 24), (byte)(minutes >> 16), (byte)(minutes >> 8), (byte)minutes, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
        return TokenFormat.Format(Specimen.EnvironmentName, Specimen.Ring, Specimen.KeyId, id, Specimen.Secret);
    }
}
