using System.Security.Cryptography;
using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Possession;
using SessionCluster.Cli.Service;

namespace SessionCluster.Cli.Tour;

/// <summary>What happens in the life of a session: rotation, and what follows another authentication.</summary>
internal sealed partial record TourScene
{
    // A member of the metadata (RFC 8414), not a claim.
    private const string Issuer = "issuer";

    private static readonly string[] PasswordAndCode = ["pwd", "otp"];

    /// <summary>Names a rotation of a bearer session, as its holder draws it.</summary>
    public static string NewRotation() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>Uses a token, with a proof where somebody has a key.</summary>
    public async Task<ServiceAnswer> UseAsAsync(KeyHolder? holder, string token, CancellationToken cancellationToken) =>
        holder is null ? await UseAsync(token, cancellationToken).ConfigureAwait(false) : (await UseAsync(token, holder, null, cancellationToken).ConfigureAwait(false)).Answer;

    /// <summary>Asks for a successor of a token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="holder">Who has the session's key; <see langword="null"/> for a bearer session.</param>
    /// <param name="rotationId">Names the rotation of a bearer session; <see langword="null"/> for a bound one.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<ServiceAnswer> RotateAsync(string token, KeyHolder? holder, string? rotationId, CancellationToken cancellationToken)
    {
        var body = new JsonObject();
        if (rotationId is not null)
        {
            body[ClaimNames.RotationId] = rotationId;
        }

        return HoldAsync(ClusterPaths.Rotate, token, holder, body, cancellationToken);
    }

    /// <summary>Tells the service that the subject has authenticated again.</summary>
    /// <param name="path">To step up, or to re-authenticate.</param>
    /// <param name="token">The token.</param>
    /// <param name="holder">Who has the session's key; <see langword="null"/> for a bearer session.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<ServiceAnswer> RenewAsync(string path, string token, KeyHolder? holder, CancellationToken cancellationToken) => HoldAsync(
        path,
        token,
        holder,
        new()
        {
            [ClaimNames.Subject] = Subject.Value,
            [ClaimNames.Authentication] = new JsonObject { [ClaimNames.Methods] = new JsonArray([.. PasswordAndCode.Select(method => JsonValue.Create(method))]), [ClaimNames.AuthenticatedAt] = Now() },
        },
        cancellationToken);

    /// <summary>Ends everything of the subject but the session that is kept.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="token">The token of the session that goes on.</param>
    /// <param name="holder">Who has its key; <see langword="null"/> for nobody.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<ServiceAnswer> RevokeOthersAsync(string reason, string token, KeyHolder? holder, CancellationToken cancellationToken) => AskAsHolderAsync(
        ClusterPaths.RevokeSubject(Subject),
        holder,
        possession => new() { [ClaimNames.Reason] = reason, [ClaimNames.Keep] = possession },
        token,
        cancellationToken);

    private Task<ServiceAnswer> HoldAsync(string path, string token, KeyHolder? holder, JsonObject body, CancellationToken cancellationToken) => AskAsHolderAsync(
        path,
        holder,
        possession =>
        {
            foreach (var (name, value) in body)
            {
                possession[name] = value?.DeepClone();
            }

            return possession;
        },
        token,
        cancellationToken);

    /// <summary>Asks with a token, what shows possession, and whatever else; answers a challenge for a nonce.</summary>
    private async Task<ServiceAnswer> AskAsHolderAsync(string path, KeyHolder? holder, Func<JsonObject, JsonObject> body, string token, CancellationToken cancellationToken)
    {
        var found = await AskAsync(() => Service.GetAsync(ServicePaths.Metadata, cancellationToken), Tries, cancellationToken).ConfigureAwait(false);
        if (found is not ServiceAnswer.Done { Members: var metadata })
        {
            return found;
        }

        // Proofs for calls to the cluster itself name its own public URL.

        var uri = $"{metadata[Issuer]}".TrimEnd('/') + path;
        Task<ServiceAnswer> SendNew()
        {
            var possession = new JsonObject { [ClaimNames.Token] = token, [ClaimNames.Scheme] = SchemeWords.Bearer };
            holder?.ProveToCluster(possession, token, uri);
            return Service.PostAsync(path, body(possession), cancellationToken);
        }

        var answer = await AskAsync(SendNew, Tries, cancellationToken).ConfigureAwait(false);
        return holder is not null && holder.IsChallengedBy(answer) ? await AskAsync(SendNew, Tries, cancellationToken).ConfigureAwait(false) : answer;
    }
}
