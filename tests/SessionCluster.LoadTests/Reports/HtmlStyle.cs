namespace SessionCluster.LoadTests.Reports;

/// <summary>The look of the report: one file, light and dark.</summary>
internal static class HtmlStyle
{
    public const string Css = """
        :root{color-scheme:light dark;--ground:#fff;--ink:#1b1f24;--soft:#5b6672;--faint:#d8dde3;--good:#116329;--bad:#c62828}
        @media (prefers-color-scheme:dark){:root{--ground:#14181d;--ink:#e6eaef;--soft:#9aa6b2;--faint:#343c46;--good:#7ee787;--bad:#ff7b72}}
        body{background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,sans-serif;max-width:1000px;margin:2rem auto;padding:0 1rem}
        h1{font-size:1.5rem;margin-bottom:0} h2{font-size:1.1rem;margin-top:2rem} code{font-size:.9em;overflow-wrap:anywhere}
        .soft{color:var(--soft)} .good{color:var(--good)} .bad{color:var(--bad)} .verdict{font-weight:600}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem} dt{color:var(--soft)} dd{margin:0}
        table{border-collapse:collapse;width:100%} th,td{padding:.25rem .5rem;border-bottom:1px solid var(--faint);text-align:right} th:nth-child(-n+2),td:nth-child(-n+2){text-align:left}
        .wide{overflow-x:auto} svg{width:100%;height:auto}
        """;
}
