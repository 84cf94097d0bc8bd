using System.ComponentModel;
using System.Globalization;
using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Wire;
using Spectre.Console;
using Spectre.Console.Cli;

namespace SessionCluster.Cli.Verbs.Events;

/// <summary>What <c>events</c> takes.</summary>
internal sealed class EventsOptions : ServiceOptions
{
    /// <summary>Events that are shown when nothing else is said: 1,000.</summary>
    public const int DefaultLimit = 1_000;

    /// <summary>Most events that are shown: 1,000,000.</summary>
    public const int MaxLimit = 1_000_000;

    /// <summary>The action of whoever doubts.</summary>
    public const string Verify = "verify";

    [CommandArgument(0, "[ACTION]")]
    [Description("verify: whether the events of --sid or --containment are those that were recorded")]
    public string? Action { get; init; }

    [CommandOption("--sid <SID>")]
    [Description("Of one session, or containment")]
    public string? Handle { get; init; }

    [CommandOption("--subject <SUBJECT>")]
    [Description("Of one subject")]
    public string? Subject { get; init; }

    [CommandOption("--type <WORD>")]
    [Description("Of one type, such as session-revoked")]
    public string? Type { get; init; }

    [CommandOption("--from <INSTANT>")]
    [Description("Kept at or after: Unix seconds, or a date and time. Without it and --sid, a day ago")]
    public string? From { get; init; }

    [CommandOption("--to <INSTANT>")]
    [Description("Kept before")]
    public string? To { get; init; }

    [CommandOption("--limit <NUMBER>")]
    [Description("Shows so many at most; 1000 by default")]
    public int? Limit { get; init; }

    [CommandOption("--follow")]
    [Description("Shows events as they come, a line each, until it is interrupted")]
    public bool Follow { get; init; }

    [CommandOption("--containment")]
    [Description("With verify: the events of the cluster's containment, cut-offs and locks")]
    public bool Containment { get; init; }

    [CommandOption("--past-retention")]
    [Description("With verify: accepts that the oldest are gone, as retention takes them")]
    public bool PastRetention { get; init; }

    /// <summary>The stream to verify.</summary>
    public string Stream => Containment ? SessionEvent.ContainmentStream : Handle!;

    /// <inheritdoc />
    public override ValidationResult Validate()
    {
        if (ActionProblem() is { } wrong)
        {
            return ValidationResult.Error(wrong);
        }

        if (Handle is not null && Handle != SessionEvent.ContainmentStream && !SessionId.TryParse(Handle, out _))
        {
            return ValidationResult.Error("--sid takes a handle of 32 hexadecimal digits, or the word containment.");
        }

        if (Subject is not null && !SubjectId.TryCreate(Subject, out _, out var problem))
        {
            return ValidationResult.Error(problem);
        }

        if (Type is not null && !EventWords.TryParse(Type, out SessionEventKind _))
        {
            return ValidationResult.Error($"--type takes one of {string.Join(", ", Enum.GetValues<SessionEventKind>().Select(EventWords.Of))}.");
        }

        if ((From is not null && Seconds(From) is null) || (To is not null && Seconds(To) is null))
        {
            return ValidationResult.Error("--from and --to take Unix seconds, or a date and time such as 2026-03-01T12:00:00Z.");
        }

        if (Limit is < 1 or > MaxLimit)
        {
            return ValidationResult.Error($"--limit takes a number from 1 to {MaxLimit}.");
        }

        return Follow && (To is not null || Limit is not null) ? ValidationResult.Error("--follow goes on until it is interrupted: leave --to and --limit out.") : ValidationResult.Success();
    }

    private string? ActionProblem() => (Action, Containment) switch
    {
        (null, false) when !PastRetention => null,
        (null, _) => "--containment and --past-retention go with verify: events verify --containment.",
        (not Verify, _) => "The one action is verify.",
        _ when Subject is not null || Type is not null || From is not null || To is not null || Limit is not null || Follow => "verify reads a stream whole: give --sid or --containment, and nothing that narrows.",
        _ => Containment == (Handle is not null) ? "Give --sid or --containment, one of them." : null,
    };

    /// <summary>An instant in Unix seconds; <see langword="null"/> for what is none.</summary>
    public static long? Seconds(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) && instant >= DateTimeOffset.UnixEpoch ? instant.ToUnixTimeSeconds()
        : null;
}
