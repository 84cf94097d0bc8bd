using SessionCluster.Abstractions.Identifiers;
using SessionCluster.LoadTests.Possession;

namespace SessionCluster.LoadTests.Arguments;

/// <summary>Every option, in the order of the help.</summary>
internal static class OptionTable
{
    public static IReadOnlyList<Option> All { get; } =
    [
        new("--target", "ADDRESS", "a running cluster: http://host:port[,...] or gateway://host:port[,...]; default: a cluster in this process", (options, text) => TargetAddress.TryParse(text) is { } target ? options with { Target = target } : null, "give http(s)://host:port or gateway://host:port, more of the same kind after a comma"),
        new("--silos", "N", "silos of the cluster in this process, 1 to 16; default 3", (options, text) => Whole(text, 1, 16) is { } number ? options with { Silos = number } : null, "give 1 to 16"),
        new("--sessions", "N", "sessions established before the load, 1 to 1000000; default 1000", (options, text) => Whole(text, 1, 1_000_000) is { } number ? options with { Sessions = number } : null, "give 1 to 1000000"),
        new("--concurrency", "N", "operations in flight at most, 1 to 100000; default 64 callers (closed), 4096 (open)", (options, text) => Whole(text, 1, 100_000) is { } number ? options with { Concurrency = number } : null, "give 1 to 100000"),
        new("--rate", "N", "open load: N operations a second are due, whatever becomes of the earlier ones; default: closed, each caller waits for its answer", (options, text) => Number.TryParse(text, out var rate) && rate is > 0 and <= 1_000_000 ? options with { Rate = rate } : null, "give operations a second, above 0 and at most 1000000"),
        new("--duration", "SPAN", "how long it is measured: 500ms, 30s, 2m; default 30s", (options, text) => Span.TryParse(text, out var span) && span > TimeSpan.Zero ? options with { Duration = span } : null, "give a span such as 500ms, 30s or 2m"),
        new("--warmup", "SPAN", "the same load before, not measured; default 5s", (options, text) => Span.TryParse(text, out var span) ? options with { Warmup = span } : null, "give a span such as 0s, 5s or 1m"),
        new("--mix", "WORDS", "shares, as validate=95,establish=4,revoke=1; words: validate, present-ended, present-forged, present-replayed, establish, rotate, follow, step-up, lock, revoke, revoke-subject, info; default: the scenario's", (options, text) => OperationMix.TryParse(text) is { } mix ? options with { Mix = mix } : null, "give shares such as validate=95,establish=4,revoke=1, with validate above 0"),
        new("--seed", "N", "what everything random is drawn from; default 1", (options, text) => Whole(text, 0, int.MaxValue) is { } number ? options with { Seed = number } : null, "give a whole number"),
        new("--limited", "PERCENT", "sessions that have a use limit; default 10", (options, text) => Whole(text, 0, 100) is { } number ? options with { Limited = number } : null, "give 0 to 100"),
        new("--possession", "WORD", "what the sessions are bound to: bearer (nothing), dpop (a key each, a proof for each request, and 3 % replays of earlier proofs) or mtls (a certificate's thumbprint each); default bearer", (options, text) => PossessionWords.TryParse(text, out var kind) ? options with { Possession = kind } : null, "give bearer, dpop or mtls"),
        new("--class", "NAME", "the class of the sessions; for bearer ones it must allow them; default interactive", (options, text) => SessionClassName.TryCreate(text, out _) ? options with { Class = text } : null, "give the name of a class"),
        new("--audience", "NAME", "the audience of the sessions; default orders", (options, text) => Audience.TryCreate(text, out _) ? options with { Audience = text } : null, "give an audience"),
        new("--on-fault", "COMMAND", "shell command that makes the fault of silo-loss or scale-out on a running cluster", (options, text) => text.Length > 0 ? options with { OnFault = text } : null, "give a command"),
        new("--edge-ring", "FILE", "the edge ring's file, for gateways", (options, text) => options with { EdgeRing = text }),
        new("--public-url", "URL", "the cluster's own public URL, which the proofs of rotations and step-ups are for; default: the first HTTP address, or http://127.0.0.1:5080 as a silo's", (options, text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? options with { PublicUrl = text } : null, "give http(s)://host[:port]"),
        new("--environment", "NAME", "the environment in the tokens, for gateways; default dev", (options, text) => options with { Environment = text }),
        new("--cluster-id", "ID", "the cluster's id, for gateways; default dev", (options, text) => options with { ClusterId = text }),
        new("--service-id", "ID", "the service's id, for gateways; default sessioncluster", (options, text) => options with { ServiceId = text }),
        new("--report", "FILE", "writes the report as one HTML file", (options, text) => options with { Report = text }),
        new("--plot", "FILE", "writes the plots over time as one SVG file", (options, text) => options with { Plot = text }),
        new("--json", null, "the report as JSON on the standard output, and nothing else there", (options, _) => options with { Json = true }),
        new("--patience", "SPAN", "how long the checks at the end ask again what nobody answers; default 60s", (options, text) => Span.TryParse(text, out var span) ? options with { Patience = span } : null, "give a span such as 60s"),
        new("--require", "LIST", "what must hold, or the exit code is 1: p99<20ms,errors<0.1%,throughput>5000,outage<10s; p50, p90, p99, p99.9, max of validate, or of another operation as revoke.p99", (options, text) => Requirement.TryParseList(text) is { } list ? options with { Requirements = list } : null, "give requirements such as p99<20ms,errors<0.1%,throughput>5000"),
    ];

    private static int? Whole(string text, int min, int max) =>
        int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= min && number <= max ? number : null;
}
