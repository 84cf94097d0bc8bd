using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Connections;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Rendering;
using SessionCluster.Cli.Service;

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

        var answer = await service.PostAsync(ServicePaths.Validate, Body(token, options), cancellationToken).ConfigureAwait(false);
        var shown = Show(answer, options);
        if (answer is not ServiceAnswer.Done { Members: var verdict })
        {
            return shown;
        }

        return Verdict.IsActive(verdict) ? ExitCode.Done : Fail(ExitCode.Refused, $"The session may not be used: {MemberText.Of(verdict, ClaimNames.Refusal)}.");
    }

    private static JsonObject Body(string token, ValidateOptions options)
    {
        var body = Verdict.Question(token, options.Audience);
        if (options.NoActivity)
        {
            body[ClaimNames.Activity] = "none";
        }

        var required = new JsonObject();
        Add(required, ClaimNames.Scope, options.Scope);
        Add(required, ClaimNames.AssuranceLevel, options.Assurance);
        Add(required, ClaimNames.MaxAge, options.MaxAge);
        if (required.Count > 0)
        {
            body[ClaimNames.Required] = required;
        }

        return body;
    }

    private static void Add(JsonObject required, string name, JsonNode? value)
    {
        if (value is not null)
        {
            required[name] = value;
        }
    }
}
