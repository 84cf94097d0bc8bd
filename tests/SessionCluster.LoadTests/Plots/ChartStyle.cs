namespace SessionCluster.LoadTests.Plots;

/// <summary>The look of a chart, inside it, so that a file alone has it, too: readable on light and on dark.</summary>
internal static class ChartStyle
{
    public const string Css = """
        svg.chart{--ground:#fff;--ink:#1b1f24;--faint:#d8dde3;--soft:#5b6672;--good:#0b62c4;--warn:#a85b00;--bad:#c62828;background:var(--ground);font:12px system-ui,sans-serif}
        @media (prefers-color-scheme:dark){svg.chart{--ground:#14181d;--ink:#e6eaef;--faint:#343c46;--soft:#9aa6b2;--good:#6cb2ff;--warn:#f0a94a;--bad:#ff7b72}}
        .chart .ground{fill:var(--ground)} .chart text{fill:var(--soft);paint-order:stroke;stroke:var(--ground);stroke-width:4px} .chart .title{fill:var(--ink);font-weight:600} .chart .grid{stroke:var(--faint);stroke-width:1}
        .chart .line{fill:none;stroke-width:1.8;stroke-linejoin:round} .chart .area{stroke-width:1.2;fill-opacity:.35}
        .chart .good{stroke:var(--good)} .chart .warn{stroke:var(--warn)} .chart .bad{stroke:var(--bad)} .chart .area.bad{fill:var(--bad)}
        .chart .mark{stroke:var(--ink);stroke-width:1;stroke-dasharray:4 3} .chart .marktext{fill:var(--ink)}
        """;
}
