using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Rendering;
using SessionCluster.Cli.Service;

namespace SessionCluster.Cli.Verbs.Events;

/// <summary>Shows events as they come, each once, and connects again when the connection is lost: that is what one watches for.</summary>
internal sealed class EventFollowing(ServiceClient service, CliConsole console, TimeProvider clock, bool asJson)
{
    private const int Remembered = 20_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly HashSet<(string, string)> _shown = [];
    private readonly Queue<(string, string)> _order = new();
    private string? _lastId;

    /// <summary>Follows until it is interrupted, or the service says that it may not.</summary>
    public async Task<ExitCode> RunAsync(string path, CancellationToken cancellationToken)
    {
        var isLost = false;
        try
        {
            while (true)
            {
                var failed = await service.FollowAsync(path, _lastId, Tell, cancellationToken).ConfigureAwait(false);
                if (failed is { Code: not ExitCode.Unavailable })
                {
                    console.Tell(failed.Sentence);
                    return failed.Code;
                }

                if (failed is not null && !isLost)
                {
                    console.Tell($"{failed.Sentence} Trying again.");
                }

                isLost = failed is not null;
                await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
    }

    private void Tell(ServerSentEvent sent)
    {
        _lastId = sent.Id ?? _lastId;
        if (Problems.Parse(sent.Data) is { } value && IsNew(value))
        {
            console.Line(asJson ? sent.Data : LineOf(value));
        }
    }

    private bool IsNew(JsonObject value)
    {
        var place = (MemberText.Of(value, EventNames.Stream), MemberText.Of(value, EventNames.Sequence));
        if (!_shown.Add(place))
        {
            return false;
        }

        _order.Enqueue(place);
        if (_order.Count > Remembered)
        {
            _shown.Remove(_order.Dequeue());
        }

        return true;
    }

    private static string LineOf(JsonObject value)
    {
        var words = new[] { EventNames.At, EventNames.Type, EventNames.Stream, EventNames.Sequence }.Select(name => MemberText.Of(value, name));
        var facts = new[] { ClaimNames.Subject, ClaimNames.ClientId, EventNames.Initiator, ClaimNames.InitiatedBy, ClaimNames.Reason, EventNames.Detail }
            .Where(name => value[name] is not null)
            .Select(name => $"{name}={MemberText.Of(value, name)}");
        return string.Join(' ', words.Concat(facts));
    }
}
