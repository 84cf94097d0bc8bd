using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace SessionCluster.Client.Http;

/// <summary>Sends one request and reads its answer, within a limit. Neither is ever logged: bodies hold tokens, headers the secret, and paths subjects.</summary>
internal sealed class HttpExchange(IHttpClientFactory clients, IOptions<SessionClusterHttpClientOptions> options, TimeProvider clock)
{
    /// <summary>The name of the <see cref="HttpClient"/>, under which a host may change its handlers.</summary>
    public const string ClientName = "SessionCluster";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    private readonly AuthenticationHeaderValue _authorization = BasicAuthorization.Of(options.Value.ClientId, options.Value.ClientSecret);
    private readonly string _base = options.Value.BaseAddress!.AbsoluteUri.TrimEnd('/');

    /// <summary>Sends.</summary>
    /// <param name="call">The request.</param>
    /// <param name="limit">How long to wait.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<HttpReply> SendAsync(HttpCall call, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(limit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        using var request = new HttpRequestMessage(call.Method, Address(call.Path));
        request.Headers.Authorization = call.Authorization ?? _authorization;
        if (call.Proof is { } proof)
        {
            request.Headers.TryAddWithoutValidation("DPoP", proof);
        }

        if (call.Body is { } body)
        {
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = call.MediaType } };
        }

        try
        {
            using var client = clients.CreateClient(ClientName);
            using var response = await client.SendAsync(request, both.Token).ConfigureAwait(false);
            var bytes = await response.Content.ReadAsByteArrayAsync(both.Token).ConfigureAwait(false);
            return new((int)response.StatusCode, Parse(bytes), RetryAfter(response), Nonce(response));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new(0, null, Fault: exception.GetType().Name);
        }
    }

    // A subject's percent-encoding is sent as it stands: the service decodes it once.
    private Uri Address(string path) => new(_base + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    private static int RetryAfter(HttpResponseMessage response) => (int)Math.Min(int.MaxValue, response.Headers.RetryAfter?.Delta?.TotalSeconds ?? 0);

    private static string? Nonce(HttpResponseMessage response) =>
        response.Headers.TryGetValues("DPoP-Nonce", out var values) && values.ToArray() is [{ Length: > 0 } nonce] ? nonce : null;

    private static JsonElement? Parse(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
