using System.Text.Json.Nodes;
using SessionCluster.Cli.Hosting;

namespace SessionCluster.Cli.Service;

/// <summary>What came of a call: closed.</summary>
internal abstract record ServiceAnswer
{
    private ServiceAnswer(string? text) => Text = text;

    /// <summary>The answer as the service wrote it; <see langword="null"/> when there was none. It may hold a token.</summary>
    public string? Text { get; }

    /// <summary>Neither body nor token.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>A status of 2xx.</summary>
    internal sealed record Done(string Body, JsonObject Members) : ServiceAnswer(Body);

    /// <summary>Anything else.</summary>
    /// <param name="Code">What the verb exits with.</param>
    /// <param name="Sentence">What to do, for people.</param>
    /// <param name="ProblemCode">The service's stable code, if it was the service that answered.</param>
    /// <param name="Body">The problem details, if there were any.</param>
    internal sealed record Failed(ExitCode Code, string Sentence, string? ProblemCode = null, string? Body = null) : ServiceAnswer(Body)
    {
        /// <summary>The <c>DPoP-Nonce</c> that came along, if any.</summary>
        public string? Nonce { get; init; }
    }
}
