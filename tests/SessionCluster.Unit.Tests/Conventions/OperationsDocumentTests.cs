using System.Text.RegularExpressions;

namespace SessionCluster.Unit.Tests.Conventions;

/// <summary>What <c>docs/operations.md</c> says about logs and metrics is what the sources do.</summary>
public sealed partial class OperationsDocumentTests
{
    private static readonly string Page = Repository.Read("docs/operations.md");

    private static readonly string[] Sources =
    [
        .. Repository.TextFiles(".cs").Where(path => !path.StartsWith("tests/", StringComparison.Ordinal) && !path.StartsWith("bench/", StringComparison.Ordinal)).Select(Repository.Read),
    ];

    private static readonly string[] Messages = [.. Sources.SelectMany(source => Message().Matches(source)).Select(Row)];

    [Fact]
    public void Every_event_of_the_page_is_logged_so()
    {
        var rows = EventRow().Matches(Page).Select(Row).ToArray();

        Assert.NotEmpty(rows);
        Assert.Empty(rows.Except(Messages));
    }

    [Fact]
    public void Every_message_has_an_event_id_of_its_own_and_a_name()
    {
        Assert.Equal(Sources.Sum(source => Attribute().Count(source)), Messages.Length);
        Assert.Distinct(Messages.Select(message => message.Split(' ')[0]));
    }

    [Fact]
    public void The_page_and_the_meter_have_the_same_instruments()
    {
        var instruments = Sources.SelectMany(source => Instrument().Matches(source)).Select(match => match.Groups["name"].Value);
        var documented = InstrumentCell().Matches(Page).Select(match => match.Groups["name"].Value);

        Assert.Equal(instruments.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    private static string Row(Match match) => $"{match.Groups["id"].Value} {match.Groups["name"].Value} {match.Groups["level"].Value}";

    [GeneratedRegex("""LoggerMessage\(\s*(?<id>\d+), LogLevel\.(?<level>\w+),(?:[^"]|"(?:[^"\\]|\\.)*")*?EventName = "(?<name>\w+)""")]
    private static partial Regex Message();

    [GeneratedRegex(@"\[LoggerMessage\b")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"^\| (?<id>\d{4}) \| `(?<name>\w+)` \| (?<level>\w+) \|", RegexOptions.Multiline)]
    private static partial Regex EventRow();

    [GeneratedRegex("""Create(?:Counter|Histogram|ObservableGauge|ObservableCounter|UpDownCounter)(?:<\w+>)?\("(?<name>sessioncluster\.[a-z.]+)""")]
    private static partial Regex Instrument();

    [GeneratedRegex(@"`(?<name>sessioncluster\.[a-z.]+)`")]
    private static partial Regex InstrumentCell();
}
