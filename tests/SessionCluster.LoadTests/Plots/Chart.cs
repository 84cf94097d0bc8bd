using System.Globalization;
using System.Net;
using System.Text;

namespace SessionCluster.LoadTests.Plots;

/// <summary>Panels one below the other on one x axis, as SVG made here: nothing is loaded from anywhere.</summary>
internal sealed class Chart(string title, IAxis x, IReadOnlyList<Panel> panels, IReadOnlyList<(double X, string Text)> marks)
{
    private const int Width = 960;
    private const int Left = 64;
    private const int Right = 16;
    private const int PanelTop = 34;
    private const int MarkHeight = 15;
    private const int Bottom = 26;

    private readonly StringBuilder _svg = new();

    private int Top => (marks.Count * MarkHeight) + 8;

    public string Draw()
    {
        var height = Top + panels.Sum(panel => panel.Height + PanelTop) + Bottom;
        Add($"<svg class=\"chart\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"{Text(title)}\"><title>{Text(title)}</title><style>{ChartStyle.Css}</style>");
        Add($"<rect class=\"ground\" width=\"{Width}\" height=\"{height}\"/>");
        DrawMarks(height - Bottom);
        var top = Top;
        foreach (var panel in panels)
        {
            top += PanelTop;
            DrawPanel(panel, top);
            top += panel.Height;
        }

        foreach (var (value, label) in x.Ticks)
        {
            Add($"<text x=\"{X(value):0.#}\" y=\"{top + 17}\" text-anchor=\"middle\">{Text(label)}</text>");
        }

        Add($"</svg>");
        return _svg.ToString();
    }

    private void DrawPanel(Panel panel, int top)
    {
        Add($"<text class=\"title\" x=\"{Left}\" y=\"{top - 10}\">{Text(panel.Title)}</text>");
        foreach (var (value, label) in panel.Y.Ticks)
        {
            Add($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(panel, top, value):0.#}\" y2=\"{Y(panel, top, value):0.#}\"/>");
            Add($"<text x=\"{Left - 6}\" y=\"{Y(panel, top, value) + 4:0.#}\" text-anchor=\"end\">{Text(label)}</text>");
        }

        foreach (var (value, _) in x.Ticks)
        {
            Add($"<line class=\"grid\" x1=\"{X(value):0.#}\" x2=\"{X(value):0.#}\" y1=\"{top}\" y2=\"{top + panel.Height}\"/>");
        }

        foreach (var line in panel.Lines)
        {
            DrawLine(panel, line, top);
        }

        DrawLegend(panel, top);
    }

    private void DrawLine(Panel panel, Line line, int top)
    {
        var path = new StringBuilder();
        var isDrawing = false;
        foreach (var (px, py) in line.Points)
        {
            if (double.IsNaN(py))
            {
                isDrawing = false;
                continue;
            }

            path.Append(CultureInfo.InvariantCulture, $"{(isDrawing ? 'L' : 'M')}{X(px):0.#} {Y(panel, top, py):0.#}");
            isDrawing = true;
        }

        if (line.IsArea && line.Points.Count > 0)
        {
            path.Append(CultureInfo.InvariantCulture, $"L{X(line.Points[^1].X):0.#} {top + panel.Height}L{X(line.Points[0].X):0.#} {top + panel.Height}Z");
        }

        Add($"<path class=\"{(line.IsArea ? "area" : "line")} {line.Style}\" d=\"{path}\"/>");
    }

    private void DrawLegend(Panel panel, int top)
    {
        var right = Width - Right;
        foreach (var line in panel.Lines.Reverse())
        {
            Add($"<text x=\"{right}\" y=\"{top - 10}\" text-anchor=\"end\">{Text(line.Name)}</text>");
            right -= (line.Name.Length * 7) + 8;
            Add($"<path class=\"line {line.Style}\" d=\"M{right - 18} {top - 14}h18\"/>");
            right -= 30;
        }
    }

    /// <summary>Each mark on a line of its own above the panels, and down behind them.</summary>
    private void DrawMarks(int bottom)
    {
        for (var index = 0; index < marks.Count; index++)
        {
            var place = X(marks[index].X);
            var isRight = place > Width * 0.7;
            Add($"<line class=\"mark\" x1=\"{place:0.#}\" x2=\"{place:0.#}\" y1=\"{(index * MarkHeight) + 6}\" y2=\"{bottom}\"/>");
            Add($"<text class=\"marktext\" x=\"{place + (isRight ? -5 : 5):0.#}\" y=\"{(index * MarkHeight) + 15}\" text-anchor=\"{(isRight ? "end" : "start")}\">{Text(marks[index].Text)}</text>");
        }
    }

    private static double X(IAxis axis, double value) => Left + (Math.Clamp(axis.Place(value), 0, 1) * (Width - Left - Right));

    private double X(double value) => X(x, value);

    private static double Y(Panel panel, int top, double value) => top + ((1 - Math.Clamp(panel.Y.Place(value), 0, 1)) * panel.Height);

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private void Add(FormattableString text) => _svg.AppendLine(text.ToString(CultureInfo.InvariantCulture));
}
