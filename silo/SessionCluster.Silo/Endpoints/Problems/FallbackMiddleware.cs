using SessionCluster.Silo.Endpoints.Paths;

namespace SessionCluster.Silo.Endpoints.Problems;

/// <summary>
/// Stands before everything: no answer is stored by anybody (N16), and whatever ends without an answer of its own becomes problem details. A fault says nothing of itself, in Development
/// neither: its stack trace is for the log.
/// </summary>
internal sealed partial class FallbackMiddleware(RequestDelegate next, ILogger<FallbackMiddleware> logger)
{
    private const string NoStore = "no-store";
    private const int ClientClosedRequest = 499;

    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = NoStore;
        try
        {
            if (RawTarget.HasDotSegment(RawTarget.PathOf(context)))
            {
                await KnownProblems.DotSegment.WriteAsync(context);
                return;
            }

            RawTarget.Settle(context);
            await next(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody reads an answer any more.
            context.Response.StatusCode = ClientClosedRequest;
            return;
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await WriteAfreshAsync(context, KnownProblems.OfUnreadable(exception.StatusCode));
            return;
        }
        catch (Exception exception)
        {
            LogFault(exception);
            if (context.Response.HasStarted)
            {
                // Half an answer must not look like a whole one.
                context.Abort();
                return;
            }

            await WriteAfreshAsync(context, KnownProblems.InternalError);
            return;
        }

        if (IsBare(context.Response) && KnownProblems.OfStatus(context.Response.StatusCode) is { } problem)
        {
            await problem.WriteAsync(context);
        }
    }

    private static bool IsBare(HttpResponse response) =>
        response is { StatusCode: >= StatusCodes.Status400BadRequest, HasStarted: false, ContentLength: null, ContentType: null };

    private static Task WriteAfreshAsync(HttpContext context, Problem problem)
    {
        context.Response.Clear();
        context.Response.Headers.CacheControl = NoStore;
        return problem.WriteAsync(context);
    }

    [LoggerMessage(6401, LogLevel.Error, "A request ended in a fault; the client was told nothing but that.", EventName = "HttpFault")]
    private partial void LogFault(Exception exception);
}
