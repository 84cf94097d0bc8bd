using System.Text.Json.Nodes;
using SessionCluster.Cli.Connections;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Rendering;
using Spectre.Console;

namespace SessionCluster.Cli.Tour;

/// <summary>Tells the tour: as it happens for people, as one object at the end for scripts.</summary>
internal sealed class TourReport(CliConsole console, bool json)
{
    private readonly List<(Attack Attack, List<string> Happened, StepResult? Result)> _steps = [];

    /// <summary>The tour begins.</summary>
    public void Begin(Connection connection) => Line(new Text($"A tour of {Printable.Of(connection.ToString())}"));

    /// <summary>A step begins.</summary>
    public void Begin(Attack attack)
    {
        _steps.Add((attack, [], null));
        Line(Text.Empty);
        Line(Title(attack));
    }

    /// <summary>Something happens.</summary>
    public void Say(string sentence)
    {
        _steps[^1].Happened.Add(sentence);
        Line(Indented(new Text(Printable.Of(sentence))));
    }

    /// <summary>A step ends.</summary>
    public void End(StepResult result)
    {
        _steps[^1] = _steps[^1] with { Result = result };
        Line(Indented(new Paragraph().Append(Word(result), Style(result)).Append(result.Why is { } why ? $": {Printable.Of(why)}" : "")));
    }

    /// <summary>The tour ends.</summary>
    /// <returns>1 when a step was not stopped; else why a step could not be played; else 0.</returns>
    public ExitCode End()
    {
        var unplayed = Attack.All.Where(attack => attack.Unplayed is not null).ToArray();
        if (json)
        {
            console.Line(Json(unplayed).ToJsonString(JsonText.Plain));
            return Code();
        }

        Line(Text.Empty);
        Line(new Text("Not played:"));
        foreach (var attack in unplayed)
        {
            Line(Indented(new Text($"{attack.Id,-4}{attack.Title.TrimEnd('.')}: {attack.Unplayed}.")));
        }

        Line(Text.Empty);
        Line(new Text($"{Count<StepResult.Stopped>()} of {_steps.Count} stopped{Names<StepResult.NotStopped>("not stopped")}{Names<StepResult.NotRun>("not run")}{Names<StepResult.Failed>("failed")}."));
        return Code();
    }

    private ExitCode Code() =>
        _steps.Exists(step => step.Result is StepResult.NotStopped) ? ExitCode.Refused : _steps.Select(step => step.Result).OfType<StepResult.Failed>().FirstOrDefault()?.Code ?? ExitCode.Done;

    private static string Word(StepResult result) => result switch
    {
        StepResult.Stopped => "STOPPED",
        StepResult.NotStopped => "NOT STOPPED",
        StepResult.NotRun => "NOT RUN",
        _ => "FAILED",
    };

    private static Style Style(StepResult result) => result switch
    {
        StepResult.Stopped => new(Color.Green, decoration: Decoration.Bold),
        StepResult.NotStopped => new(Color.Red, decoration: Decoration.Bold),
        _ => new(Color.Yellow, decoration: Decoration.Bold),
    };

    private static Paragraph Title(Attack attack) => new Paragraph().Append($"{attack.Id,-4}", new(decoration: Decoration.Bold)).Append(attack.Title, new(decoration: Decoration.Bold));

    private static Padder Indented(Spectre.Console.Rendering.IRenderable text) => new(text, new Padding(4, 0, 0, 0));

    private int Count<TResult>() => _steps.Count(step => step.Result is TResult);

    private string Names<TResult>(string word) => Count<TResult>() == 0 ? "" : $", {word}: {string.Join(", ", _steps.Where(step => step.Result is TResult).Select(step => step.Attack.Id))}";

    private JsonObject Json(IEnumerable<Attack> unplayed) => new()
    {
        ["steps"] = new JsonArray([.. _steps.Select(step => Step(step.Attack, step.Happened, step.Result!))]),
        ["not_played"] = new JsonArray([.. unplayed.Select(attack => new JsonObject { ["attack"] = attack.Id, ["title"] = attack.Title, ["why"] = attack.Unplayed })]),
    };

    private static JsonObject Step(Attack attack, List<string> happened, StepResult result)
    {
        var step = new JsonObject
        {
            ["attack"] = attack.Id,
            ["title"] = attack.Title,
            ["happened"] = new JsonArray([.. happened.Select(sentence => JsonValue.Create(sentence))]),
            ["outcome"] = result.Word,
        };
        if (result.Why is { } why)
        {
            step["why"] = why;
        }

        return step;
    }

    private void Line(Spectre.Console.Rendering.IRenderable line)
    {
        if (!json)
        {
            console.Out.Write(line);
            if (line is not Padder)
            {
                console.Out.WriteLine();
            }
        }
    }
}
