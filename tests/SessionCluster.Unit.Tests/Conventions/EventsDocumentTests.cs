using System.Text.RegularExpressions;
using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Configuration;
using SessionCluster.Silo.Endpoints.Events;

namespace SessionCluster.Unit.Tests.Conventions;

/// <summary><c>docs/events.md</c> against the code: numbers and words are what others have stored and filter by (N19).</summary>
public sealed partial class EventsDocumentTests
{
    private static readonly string Page = Repository.Read("docs/events.md");

    [Fact]
    [Rule("N19")]
    public void Every_kind_has_its_number_and_word_and_no_other_is_listed()
    {
        var rows = KindRow().Matches(Page).Select(row => ($"{row.Groups["number"].Value}", row.Groups["word"].Value));

        Assert.Equal(Enum.GetValues<SessionEventKind>().Select(kind => ($"{(int)kind}", EventWords.Of(kind))), rows);
    }

    /// <summary>The numbers as they were given: renumbering breaks whoever stored them, whatever the document says then.</summary>
    [Fact]
    [Rule("N19")]
    public void Numbers_and_words_are_those_of_the_first_version() => Assert.Equal(
        [
            (1, "session-established"), (2, "session-rotated"), (3, "assurance-level-change"), (4, "session-locked"), (5, "session-tainted"), (6, "session-revoked"), (7, "session-expired"),
            (20, "subject-revoked"), (21, "lock-set"), (22, "lock-removed"), (40, "refusals"),
        ],
        Enum.GetValues<SessionEventKind>().Select(kind => ((int)kind, EventWords.Of(kind))));

    [Fact]
    [Rule("N19")]
    public void Every_word_is_read_back()
    {
        Assert.All(Enum.GetValues<SessionEventKind>(), kind => Assert.True(EventWords.TryParse(EventWords.Of(kind), out SessionEventKind read) && read == kind));
        Assert.All(Enum.GetValues<InitiatorKind>(), kind => Assert.True(EventWords.TryParse(EventWords.Of(kind), out InitiatorKind read) && read == kind));
        Assert.False(EventWords.TryParse("Session-Revoked", out SessionEventKind _));
        Assert.False(EventWords.TryParse(null, out InitiatorKind _));
    }

    [Fact]
    public void Members_are_those_that_are_written()
    {
        var section = Page[Page.IndexOf("## An event", StringComparison.Ordinal)..Page.IndexOf("## At least once", StringComparison.Ordinal)];

        var names = MemberRow().Matches(section).SelectMany(row => Word().Matches(row.Groups["names"].Value)).Select(word => word.Groups["word"].Value);

        Assert.Equal(EventsMembers.Event.Members.Select(member => member.Name).Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Initiators_and_retention_are_those_of_the_code()
    {
        Assert.Contains(string.Join(", ", Enum.GetValues<InitiatorKind>().Select(kind => $"{(int)kind} `{EventWords.Of(kind)}`")), Page, StringComparison.Ordinal);
        Assert.Contains($"{SiloSettings.DefaultEventRetention.TotalDays} days by default", Page, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^\| (?<number>\d+) \| `(?<word>[a-z-]+)` \| (session|containment) \|", RegexOptions.Multiline)]
    private static partial Regex KindRow();

    [GeneratedRegex(@"^\| (?<names>`[a-z_]+`(, `[a-z_]+`)*) \|", RegexOptions.Multiline)]
    private static partial Regex MemberRow();

    [GeneratedRegex("`(?<word>[a-z_]+)`")]
    private static partial Regex Word();
}
