namespace SessionCluster.Unit.Tests.Configuration;

/// <summary>What sessions must be bound to and come from: what a default class asks for is given up only in writing, and some of it never (ASVS 7.1.1).</summary>
[Rule("N14")]
public sealed class SessionClassFloorsTests
{
    private const string Reason = "why not, it is written down";

    [Theory]
    [InlineData("interactive")]
    [InlineData("workload")]
    public void Bearer_needs_a_justification_of_its_own(string name)
    {
        SessionClassReaderTests.AssertRefused($"{name}:Bearer:Allowed=true", $"{name}:Bearer:Allowed is true, and whoever holds a bearer token is the subject");
        SessionClassReaderTests.AssertRefused($"{name}:Bearer:Allowed=true; {name}:Justification={Reason}", $"{name}:Bearer:Allowed is true");
        SessionClassReaderTests.AssertRefused($"{name}:Bearer:Allowed=true; {name}:Bearer:Justification=1234567890123456789", $"{name}:Bearer:Allowed is true");
        SessionClassReaderTests.AssertAllowed($"{name}:Bearer:Allowed=true; {name}:Bearer:Justification=12345678901234567890");
        SessionClassReaderTests.AssertAllowed($"{name}:Bearer:Allowed=false");
    }

    [Theory]
    [InlineData("privileged:Bearer:Allowed=true; privileged:Bearer:Justification=" + Reason)]
    [InlineData("privileged:Bearer:Allowed=true; privileged:Bearer:Justification=" + Reason + "; privileged:Binding=key; privileged:Justification=" + Reason)]
    public void Privileged_is_never_bearer(string settings) => SessionClassReaderTests.AssertRefused(settings, "privileged:Bearer:Allowed is true: a class that asks for a hardware key");

    [Fact]
    public void A_class_of_ones_own_with_a_hardware_key_is_never_bearer() =>
        SessionClassReaderTests.AssertRefused(
            $"own:AbsoluteLifetime=01:00:00; own:IdleTimeout=00:05:00; own:Binding=hardware-key; own:Bearer:Allowed=true; own:Bearer:Justification={Reason}",
            "own:Bearer:Allowed is true: a class that asks for a hardware key");

    [Fact]
    public void An_agent_is_never_bearer() =>
        SessionClassReaderTests.AssertRefused($"agent:Bearer:Allowed=true; agent:Bearer:Justification={Reason}", "agent:Bearer:Allowed is true: a session that is delegated");

    [Theory, Rule("N3")]
    [InlineData("interactive", "Assurance", "aal1", "aal3")]
    [InlineData("privileged", "PhishingResistant", "false", "true")]
    [InlineData("workload", "KeyAuthentication", "false", "true")]
    [InlineData("privileged", "Binding", "key", "hardware-key")]
    [InlineData("privileged", "VerifyProof", "edge", "silo")]
    [InlineData("privileged", "NonceAlways", "false", "true")]
    [InlineData("interactive", "RotateBearerEvery", "00:15:01", "00:15:00")]
    [InlineData("privileged", "RotationGrace", "00:00:31", "00:00:30")]
    [InlineData("interactive", "BearerRotationGrace", "00:00:11", "00:00:10")]
    [InlineData("workload", "LocksFrom", "high", "low")]
    public void A_default_class_asks_for_less_only_in_writing(string name, string member, string less, string more)
    {
        var stricter = member == "Assurance" ? $"; {name}:IdleTimeout=00:15:00" : "";

        SessionClassReaderTests.AssertRefused($"{name}:{member}={less}", $"{name}:{member} asks for less than the class '{name}' does by default");
        SessionClassReaderTests.AssertAllowed($"{name}:{member}={less}; {name}:Justification={Reason}");
        SessionClassReaderTests.AssertAllowed($"{name}:{member}={more}{stricter}");
    }
}
