using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Connections;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Possession;
using SessionCluster.Cli.Rendering;
using SessionCluster.Cli.Service;
using SessionCluster.Client.Possession;

namespace SessionCluster.Cli.Verbs.Validation;

/// <summary><c>validate</c>: 0 when the session may be used, 1 when not. Only an answer that says <c>active</c> in so many words is one.</summary>
internal sealed class ValidateVerb(CliHost host) : ServiceVerb<ValidateOptions>(host)
{
    protected override async Task<ExitCode> RunAsync(ServiceClient service, Connection connection, ValidateOptions options, CancellationToken cancellationToken)
    {
        if (!TokenInput.TryRead(Console, out var token, out var problem))
        {
            return Fail(ExitCode.Usage, problem);
        }

        ProofKey? key = null;
        string? proof = null;
        if ((options.Key is { } path && !KeyFile.TryRead(path, out key, out problem)) || (options.Proof is { } file && !ProofFile.TryRead(file, out proof, out problem)))
        {
            return Fail(ExitCode.Usage, problem);
        }

        using var signing = key;
        var answer = await AskAsync(service, Body(token, options, proof), token, key is null ? null : new KeyHolder(key, options.Method!, options.Uri!, Clock), cancellationToken).ConfigureAwait(false);
        var shown = Show(answer, options);
        if (answer is not ServiceAnswer.Done { Members: var verdict })
        {
            return shown;
        }

        return Verdict.IsActive(verdict) ? ExitCode.Done : Fail(ExitCode.Refused, $"The session may not be used: {MemberText.Of(verdict, ClaimNames.Refusal)}.");
    }

    /// <summary>Asks, and with a key once more when the service wants a nonce in the proof.</summary>
    private async Task<ServiceAnswer> AskAsync(ServiceClient service, JsonObject body, string token, KeyHolder? holder, CancellationToken cancellationToken)
    {
        holder?.Prove(body, token);
        var answer = await service.PostAsync(ServicePaths.Validate, body, cancellationToken).ConfigureAwait(false);
        if (holder?.IsChallengedBy(answer) != true)
        {
            return answer;
        }

        Console.Tell("The service wants a nonce in the proof: asking again with one.");
        holder.Prove(body, token);
        return await service.PostAsync(ServicePaths.Validate, body, cancellationToken).ConfigureAwait(false);
    }

    private static JsonObject Body(string token, ValidateOptions options, string? proof)
    {
        var body = Verdict.Question(token, options.Audience);
        if (proof is not null)
        {
            body[ClaimNames.Scheme] = SchemeWords.DPoP;
            body[ClaimNames.Proof] = proof;
            body[ClaimNames.Method] = options.Method;
            body[ClaimNames.Uri] = options.Uri;
        }

        Add(body, ClaimNames.Context, ContextJson.Of(options.ContextUserAgent, options.ContextDevice));
        if (options.NoActivity)
        {
            body[ClaimNames.Activity] = "none";
        }

        var required = new JsonObject();
        Add(required, ClaimNames.Scope, options.Scope);
        Add(required, ClaimNames.AssuranceLevel, options.Assurance);
        Add(required, ClaimNames.MaxAge, options.MaxAge);
        Add(required, ClaimNames.Human, options.Human ? true : null);
        if (required.Count > 0)
        {
            body[ClaimNames.Required] = required;
        }

        return body;
    }

    private static void Add(JsonObject members, string name, JsonNode? value)
    {
        if (value is not null)
        {
            members[name] = value;
        }
    }
}
