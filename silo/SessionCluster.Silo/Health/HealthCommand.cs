namespace SessionCluster.Silo.Health;

/// <summary>The verb <c>health URL</c>: asks a silo for its health, for an image that has no shell and no curl. Exit codes: 0 the answer was 2xx, 1 it was not, 2 usage.</summary>
internal static class HealthCommand
{
    /// <summary>How long an answer may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Asks once.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        if (args is not [_, var text] || !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            await error.WriteLineAsync("Usage: health URL, such as http://127.0.0.1:5080/health/ready");
            return 2;
        }

        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(url);
            await output.WriteLineAsync($"{(int)answer.StatusCode} {answer.StatusCode}");
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            await error.WriteLineAsync($"{url} does not answer: {exception.GetBaseException().Message}");
            return 1;
        }
    }
}
