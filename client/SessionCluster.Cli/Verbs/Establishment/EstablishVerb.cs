using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Connections;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Possession;
using SessionCluster.Cli.Rendering;
using SessionCluster.Cli.Service;
using SessionCluster.Client.Possession;

namespace SessionCluster.Cli.Verbs.Establishment;

/// <summary>
/// <c>establish</c>. The token is the answer, shown once: on a terminal within the table; into a pipe alone on standard output, with a line about the session on standard error, so that the next
/// program gets the token and nothing else.
/// </summary>
internal sealed class EstablishVerb(CliHost host) : ServiceVerb<EstablishOptions>(host)
{
    protected override async Task<ExitCode> RunAsync(ServiceClient service, Connection connection, EstablishOptions options, CancellationToken cancellationToken)
    {
        ProofKey? key = null;
        if (options.Key is { } path && !KeyFile.TryRead(path, out key, out var problem))
        {
            return Fail(ExitCode.Usage, problem);
        }

        using var binding = key;
        var answer = await service.PostAsync(ServicePaths.Establish, Body(options, key, connection), cancellationToken).ConfigureAwait(false);
        return Show(answer, options, session => ShowSession(session, options));
    }

    private JsonObject Body(EstablishOptions options, ProofKey? key, Connection connection)
    {
        var authentication = new JsonObject
        {
            [ClaimNames.Methods] = Texts(options.Methods.SelectMany(methods => methods.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))),
            [ClaimNames.AuthenticatedAt] = options.AuthenticatedAt ?? Clock.GetUtcNow().ToUnixTimeSeconds(),
        };
        Add(authentication, ClaimNames.Id, options.EventId);
        var body = new JsonObject
        {
            [ClaimNames.Subject] = options.Subject,
            [ClaimNames.Class] = options.Class,
            [ClaimNames.Audience] = Texts(options.Audiences),
            [ClaimNames.Authentication] = authentication,
        };
        if (key is not null)
        {
            // Over this very request: the proof is of no use for any other.
            body[ClaimNames.ConfirmationProof] = new KeyHolder(key, "POST", new Uri(connection.Address, ServicePaths.Establish).ToString(), Clock).Confirm();
        }

        Add(body, ClaimNames.DeviceId, options.Device);
        Add(body, ClaimNames.KeyStorage, options.KeyStorage);
        Add(body, ClaimNames.Context, ContextJson.Of(options.ContextUserAgent, options.ContextDevice));
        Add(body, ClaimNames.Scope, options.Scope);
        Add(body, ClaimNames.ClientId, options.ForClient);
        Add(body, ClaimNames.MaxUses, options.MaxUses);
        if (options.Attributes.Length > 0)
        {
            var attributes = new JsonObject();
            foreach (var (name, value) in options.Attributes.Select(attribute => (attribute[..attribute.IndexOf('=', StringComparison.Ordinal)], attribute[(attribute.IndexOf('=', StringComparison.Ordinal) + 1)..])))
            {
                attributes[name] = value;
            }

            body[ClaimNames.Attributes] = attributes;
        }

        return body;
    }

    private void ShowSession(JsonObject answer, EstablishOptions options)
    {
        if (Console.OutputIsTerminal && !options.TokenOnly)
        {
            Console.Out.Write(Tables.Of(answer, without: ClaimNames.Token));

            // Not in the table, which would break the line, and with it the token, in a narrow window.
            Console.Line($"  The token, shown this once:\n\n{MemberText.Of(answer, ClaimNames.Token)}\n");
            return;
        }

        Console.Line(MemberText.Of(answer, ClaimNames.Token));
        Console.Tell($"Established {(options.Key is null ? "session" : "key-bound session")} {MemberText.Of(answer, ClaimNames.SessionId)} of {options.Subject} until {MemberText.Of(answer, ClaimNames.ExpiresAt)}, idle timeout {MemberText.Of(answer, ClaimNames.IdleTimeout)}.");
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    private static void Add(JsonObject body, string name, JsonNode? value)
    {
        if (value is not null)
        {
            body[name] = value;
        }
    }
}
