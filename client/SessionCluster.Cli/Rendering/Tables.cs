using System.Text.Json.Nodes;
using Spectre.Console;

namespace SessionCluster.Cli.Rendering;

/// <summary>Tables for people.</summary>
internal static class Tables
{
    /// <summary>One object: a row for each member, in the order of the answer.</summary>
    /// <param name="answer">What the service answered.</param>
    /// <param name="without">A member that is not shown.</param>
    public static Table Of(JsonObject answer, string? without = null)
    {
        var table = New("member", "value").HideHeaders();
        foreach (var (name, value) in answer)
        {
            if (name != without)
            {
                AddRow(table, Printable.Of(name), MemberText.Of(name, value));
            }
        }

        return table;
    }

    /// <summary>Many objects: a row for each, a column for each name.</summary>
    public static Table Of(IEnumerable<JsonObject> answers, params string[] names)
    {
        var table = New(names);
        foreach (var answer in answers)
        {
            AddRow(table, [.. names.Select(name => MemberText.Of(answer, name))]);
        }

        return table;
    }

    /// <summary>An empty table.</summary>
    public static Table New(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
        {
            // The first names the row, and is copied: it stays whole in a narrow window.
            table.AddColumn(new TableColumn(new Text(column)) { NoWrap = table.Columns.Count == 0 });
        }

        return table;
    }

    /// <summary>A row of plain text: nothing in it is markup.</summary>
    public static void AddRow(Table table, params string[] cells) => table.AddRow(cells.Select(cell => new Text(cell)));
}
