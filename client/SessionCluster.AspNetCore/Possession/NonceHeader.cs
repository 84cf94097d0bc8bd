using Microsoft.AspNetCore.Http;
using SessionCluster.AspNetCore.Authentication;

namespace SessionCluster.AspNetCore.Possession;

/// <summary>Sends a nonce on: with a challenge, or to replace a used one (RFC 9449 sections 8.2 and 9). One header, and nothing stores the answer.</summary>
internal static class NonceHeader
{
    private const string NoStore = "no-store";

    public static void Write(HttpResponse response, string nonce)
    {
        if (response.HasStarted)
        {
            // Somebody authenticates late, and the client goes on with the nonce it has: the former one counts, too.
            return;
        }

        response.Headers[SessionClusterDefaults.NonceHeader] = nonce;

        // Last, whatever the endpoint says: a nonce from a cache is one that has been used.
        response.OnStarting(KeepOut, response);
    }

    private static Task KeepOut(object response)
    {
        ((HttpResponse)response).Headers.CacheControl = NoStore;
        return Task.CompletedTask;
    }
}
