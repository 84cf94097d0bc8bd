using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client;
using SessionCluster.Client.Sessions;

namespace SessionCluster.AspNetCore.Rotation;

/// <summary>Rotates a bearer session whose time has come, within a request that was accepted already: whatever goes wrong here is logged and fails nothing.</summary>
internal sealed partial class BearerRotation(ISessionClient sessions, RotationMemory memory, TimeProvider clock, ILogger<BearerRotation> logger)
{
    /// <summary>How long a request waits for it: 2 s, as for its validation.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Rotates and delivers, where that is asked for and due.</summary>
    public Task OfferAsync(HttpContext context, string token, SessionVerdict verdict, SessionRotationOptions options)
    {
        var isDue = options.Deliver is not null && verdict is { IsAccepted: true, Facts.Confirmation: null, RotateAfter: { } due } && due <= clock.GetUtcNow();
        return isDue ? RotateAsync(context, token, verdict.Facts!, options.Deliver!) : Task.CompletedTask;
    }

    private async Task RotateAsync(HttpContext context, string token, SessionFacts facts, Func<HttpContext, Client.Tokens.SessionToken, SessionFacts, Task> deliver)
    {
        if (!memory.TryBegin(token, out var id))
        {
            return;
        }

        try
        {
            var asked = sessions.RotateAsync(new() { Token = token, Scheme = TokenScheme.Bearer, RotationId = id }, context.RequestAborted);
            if (await asked.WaitAsync(Patience, clock, context.RequestAborted) is RotateResult.Rotated rotated)
            {
                await deliver(context, rotated.Token, facts);
            }
            else
            {
                LogNotRotated(facts.Id.ToString(), asked.Result.GetType().Name);
            }
        }
#pragma warning disable CA1031 // A request that was accepted is answered, whatever became of the rotation.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotRotated(facts.Id.ToString(), exception.GetType().Name);
        }
    }

    // The kind of what went wrong only: words of a fault may quote a token (N17).
    [LoggerMessage(2105, LogLevel.Warning, "Session {SessionId} was due and is not rotated ({Why}): its token stays good.", EventName = "NotRotated")]
    private partial void LogNotRotated(string sessionId, string why);
}
