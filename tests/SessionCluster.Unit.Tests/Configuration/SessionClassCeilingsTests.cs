namespace SessionCluster.Unit.Tests.Configuration;

/// <summary>How long sessions may live: both sides of every ceiling of NIST SP 800-63B-4.</summary>
[Rule("N4"), Rule("N5"), Rule("N14")]
public sealed class SessionClassCeilingsTests
{
    private const string Reason = "Justification=nurses on a ward, see risk note 7";

    [Theory]
    [InlineData("none", "30.00:00:00", "30.00:00:00")]
    [InlineData("aal1", "30.00:00:00", "30.00:00:00")]
    [InlineData("aal2", "1.00:00:00", "01:00:00")]
    [InlineData("aal3", "12:00:00", "00:15:00")]
    [InlineData("aal3", "00:00:05", "00:00:05")]
    public void A_ceiling_itself_is_allowed(string level, string absolute, string idle) => SessionClassReaderTests.AssertAllowed(Class(level, absolute, idle));

    [Theory]
    [InlineData("aal3", "12:00:01", "00:15:00", "AbsoluteLifetime", "at AAL3 give at most 12:00:00")]
    [InlineData("aal3", "12:00:00", "00:15:01", "IdleTimeout", "at AAL3 give at most 00:15:00")]
    public void No_justification_lifts_a_ceiling_of_AAL3(string level, string absolute, string idle, string key, string sentence)
    {
        SessionClassReaderTests.AssertRefused(Class(level, absolute, idle), $"own:{key} is ");
        SessionClassReaderTests.AssertRefused($"{Class(level, absolute, idle)}; own:{Reason}", $"own:{key} is {(key == "IdleTimeout" ? idle : absolute)}: {sentence}");
    }

    [Theory]
    [InlineData("1.00:00:01", "01:00:00", "AbsoluteLifetime", "1.00:00:01: give at most 1.00:00:00")]
    [InlineData("1.00:00:00", "01:00:01", "IdleTimeout", "01:00:01: give at most 01:00:00")]
    [InlineData("30.00:00:00", "00:05:00", "AbsoluteLifetime", "30.00:00:00: give at most 1.00:00:00")]
    public void Past_a_ceiling_of_AAL2_a_justification_is_written_down(string absolute, string idle, string key, string sentence)
    {
        SessionClassReaderTests.AssertRefused(Class("aal2", absolute, idle), $"own:{key} is {sentence}");
        SessionClassReaderTests.AssertAllowed($"{Class("aal2", absolute, idle)}; own:{Reason}");
    }

    [Theory]
    [InlineData("12345678901234567890", true)]
    [InlineData("1234567890123456789", false)]
    [InlineData("1234567890123456789 ", false)]
    [InlineData("                         ", false)]
    public void A_justification_has_20_characters(string text, bool enough)
    {
        var settings = $"{Class("aal2", "2.00:00:00", "01:00:00")}; own:Justification={text}";
        if (enough)
        {
            SessionClassReaderTests.AssertAllowed(settings);
        }
        else
        {
            SessionClassReaderTests.AssertRefused(settings, "own:AbsoluteLifetime is ");
        }
    }

    [Theory]
    [InlineData("00:30:00", true)]
    [InlineData("00:30:01", false)]
    public void Idle_is_at_most_absolute(string idle, bool allowed)
    {
        if (allowed)
        {
            SessionClassReaderTests.AssertAllowed(Class("aal2", "00:30:00", idle));
        }
        else
        {
            SessionClassReaderTests.AssertRefused(Class("aal2", "00:30:00", idle), "own:IdleTimeout is 00:30:01: give at most the absolute lifetime, 00:30:00.");
        }
    }

    [Fact]
    public void A_default_class_has_the_same_ceilings()
    {
        SessionClassReaderTests.AssertAllowed("privileged:AbsoluteLifetime=12:00:00");
        SessionClassReaderTests.AssertRefused("privileged:AbsoluteLifetime=12:00:01", "privileged:AbsoluteLifetime is 12:00:01: at AAL3");
        SessionClassReaderTests.AssertRefused("workload:AbsoluteLifetime=30.00:00:01", "workload:AbsoluteLifetime is '30.00:00:01'");
    }

    private static string Class(string level, string absolute, string idle) => $"own:Assurance={level}; own:AbsoluteLifetime={absolute}; own:IdleTimeout={idle}";
}
