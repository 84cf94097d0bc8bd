using System.ComponentModel;
using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Verbs.Revocation;
using Spectre.Console;
using Spectre.Console.Cli;

namespace SessionCluster.Cli.Verbs.Containment;

/// <summary>What <c>lock</c> takes.</summary>
internal sealed class LockOptions : ReasonOptions
{
    [CommandArgument(0, "<DIMENSION>")]
    [Description("client, key, device or all")]
    public required string Dimension { get; init; }

    [CommandArgument(1, "[VALUE]")]
    [Description("Which one: a client id, a thumbprint, a device id; none for all")]
    public string? Value { get; init; }

    [CommandOption("--for <SPAN>")]
    [Description("Ends by itself after so long: 90s, 30m, 8h, 2d. Without it: when somebody removes it")]
    public string? For { get; init; }

    [CommandOption("--message <TEXT>")]
    [Description("Words for operators who find it")]
    public string? Message { get; init; }

    /// <summary>How long; <see langword="null"/> for until somebody removes it.</summary>
    public TimeSpan? Span => For is { Length: > 1 } text && long.TryParse(text[..^1], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1_000_000
        ? text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            'd' => TimeSpan.FromDays(number),
            _ => null,
        }
        : null;

    /// <inheritdoc />
    public override ValidationResult Validate()
    {
        if (!LockWords.TryParse(Dimension, out var dimension))
        {
            return ValidationResult.Error("A lock names a client, a key, a device, or all.");
        }

        if ((dimension == LockDimension.All) != (Value is null))
        {
            return ValidationResult.Error(Value is null ? $"Say which {Dimension}: `lock {Dimension} VALUE`." : "`lock all` takes no value.");
        }

        return For is not null && Span is null ? ValidationResult.Error("--for is a number and s, m, h or d: 30m for instance.") : base.Validate();
    }
}
