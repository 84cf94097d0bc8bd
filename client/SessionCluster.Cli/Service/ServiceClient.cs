using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using SessionCluster.Cli.Connections;
using SessionCluster.Cli.Hosting;

namespace SessionCluster.Cli.Service;

/// <summary>Speaks the HTTP contract (docs/http-api.md). What goes wrong is an answer; nothing is thrown but cancellation and faults of this program.</summary>
internal sealed class ServiceClient : IDisposable
{
    /// <summary>How long an answer may take: longer than a revocation may (10 s), so that the service's own word comes first.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const int LongestAnswer = 16 * 1024 * 1024;

    private readonly HttpClient _http;
    private readonly Uri _address;

    /// <param name="connection">Where, and as whom.</param>
    /// <param name="transport">What sends; disposed of with this.</param>
    public ServiceClient(Connection connection, HttpMessageHandler transport)
    {
        _address = connection.Address;
        _http = new(transport) { Timeout = Patience, MaxResponseContentBufferSize = LongestAnswer };

        // RFC 6749 section 2.3.1: each form-encoded first.
        var credentials = $"{Uri.EscapeDataString(connection.ClientId)}:{Uri.EscapeDataString(connection.ClientSecret)}";
        _http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
    }

    /// <summary>Where it asks.</summary>
    public Uri Address => _address;

    /// <summary>Sends a body.</summary>
    public Task<ServiceAnswer> PostAsync(string path, JsonObject body, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJsonString())) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return SendAsync(new(HttpMethod.Post, Target(path)) { Content = content }, ReadJson, cancellationToken);
    }

    /// <summary>Asks.</summary>
    public Task<ServiceAnswer> GetAsync(string path, CancellationToken cancellationToken) => SendAsync(new(HttpMethod.Get, Target(path)), ReadJson, cancellationToken);

    /// <summary>Removes.</summary>
    public Task<ServiceAnswer> DeleteAsync(string path, CancellationToken cancellationToken) => SendAsync(new(HttpMethod.Delete, Target(path)), ReadJson, cancellationToken);

    /// <summary>Makes a call as a session's holder: with its token and no client's credentials.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path.</param>
    /// <param name="token">The token.</param>
    /// <param name="proof">The content of the <c>DPoP</c> header; <see langword="null"/> for a bearer token.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<ServiceAnswer> HoldAsync(HttpMethod method, string path, string token, string? proof, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(method, Target(path)) { Headers = { Authorization = new(proof is null ? "Bearer" : "DPoP", token) } };
        if (proof is not null)
        {
            request.Headers.TryAddWithoutValidation("DPoP", proof);
        }

        return SendAsync(request, ReadJson, cancellationToken);
    }

    /// <summary>Asks for text; it stands in <see cref="ServiceAnswer.Text"/>.</summary>
    public Task<ServiceAnswer> GetTextAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(new(HttpMethod.Get, Target(path)), body => new ServiceAnswer.Done(body, []), cancellationToken);

    /// <summary>Follows a stream of events until it ends, which is no failure.</summary>
    /// <param name="path">The path.</param>
    /// <param name="lastId">The id of the last one that was read; <see langword="null"/> for none.</param>
    /// <param name="tell">Told of each.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What went wrong; <see langword="null"/> when it ended, or broke off.</returns>
    public async Task<ServiceAnswer.Failed?> FollowAsync(string path, string? lastId, Action<ServerSentEvent> tell, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Target(path));
        request.Headers.Accept.Add(new(ServerSentEvents.MediaType));
        if (lastId is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastId);
        }

        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (!answer.IsSuccessStatusCode || answer.Content.Headers.ContentType?.MediaType != ServerSentEvents.MediaType)
            {
                return Problems.Of(answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false), _address);
            }

            using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), Encoding.UTF8);
            await ServerSentEvents.ReadAsync(reader, tell, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (HttpRequestException exception)
        {
            return Problems.Of(exception, _address);
        }
        catch (Exception exception) when (exception is IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Broken off, or silent for longer than the service ever is.
            return null;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private async Task<ServiceAnswer> SendAsync(HttpRequestMessage request, Func<string, ServiceAnswer> read, CancellationToken cancellationToken)
    {
        using var sent = request;
        try
        {
            using var answer = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var body = await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            return answer.IsSuccessStatusCode
                ? read(body)
                : Problems.Of(answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, body, _address) with { Nonce = answer.Headers.TryGetValues("DPoP-Nonce", out var nonces) ? nonces.First() : null };
        }
        catch (HttpRequestException exception)
        {
            return Problems.Of(exception, _address);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ServiceAnswer.Failed(ExitCode.Unavailable, $"{_address} did not answer within {Patience.TotalSeconds} s: look whether it was done before you ask again.");
        }
    }

    private ServiceAnswer ReadJson(string body) => body.Length == 0 ? new ServiceAnswer.Done(body, []) : Problems.Parse(body) is { } members
        ? new ServiceAnswer.Done(body, members)
        : new ServiceAnswer.Failed(ExitCode.Unavailable, $"{_address} answered, but not as SessionCluster does: is the address right?");

    // The path as it stands: a subject called a%2F.. must not be tidied.
    private Uri Target(string path) => new(_address.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}
