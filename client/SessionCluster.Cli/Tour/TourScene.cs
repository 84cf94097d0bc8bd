using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Possession;
using SessionCluster.Cli.Rendering;
using SessionCluster.Cli.Service;
using SessionCluster.Cli.Verbs.Validation;
using SessionCluster.Client.Possession;

namespace SessionCluster.Cli.Tour;

/// <summary>What a step plays with: the service, a subject of its own that nobody else has, and somebody to tell.</summary>
/// <param name="Service">The service.</param>
/// <param name="Clock">The clock.</param>
/// <param name="Subject">Whom the sessions belong to.</param>
/// <param name="Options">The command line.</param>
/// <param name="Say">Tells what happens.</param>
/// <param name="Connect">Asks another address, as the same client.</param>
internal sealed partial record TourScene(ServiceClient Service, TimeProvider Clock, SubjectId Subject, TourOptions Options, Action<string> Say, Func<Uri, ServiceClient> Connect)
{
    // A silo that renews its fence just now, or a silo that has just left, is not the end of the tour.
    private const int Tries = 5;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    /// <summary>Somebody with a key, whose requests go to the API that the sessions are for.</summary>
    public KeyHolder Holder(ProofKey key) => new(key, "GET", $"https://{Options.Audience}.example/", Clock);

    /// <summary>Establishes a session of the subject.</summary>
    /// <param name="sessionClass">Its class.</param>
    /// <param name="authenticatedAt">When the subject authenticated, in Unix seconds.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<ServiceAnswer> EstablishAsync(string sessionClass, long authenticatedAt, CancellationToken cancellationToken) =>
        AskAsync(() => Service.PostAsync(ServicePaths.Establish, Terms(sessionClass, authenticatedAt), cancellationToken), Tries, cancellationToken);

    /// <summary>Establishes a session of the subject that goes by more than its token.</summary>
    /// <param name="holder">Whose key it is bound to; <see langword="null"/> for a bearer session.</param>
    /// <param name="context">What the client declares of itself; <see langword="null"/> for nothing.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<ServiceAnswer> EstablishAsync(KeyHolder? holder, JsonObject? context, CancellationToken cancellationToken) => EstablishAsync(Options.Class, holder, context, cancellationToken);

    /// <summary>The same of a class of a step's own.</summary>
    public Task<ServiceAnswer> EstablishAsync(string sessionClass, KeyHolder? holder, JsonObject? context, CancellationToken cancellationToken) => AskAsync(
        () =>
        {
            var terms = Terms(sessionClass, Now());
            Add(terms, ClaimNames.ConfirmationProof, holder?.Confirm());
            Add(terms, ClaimNames.Context, context);
            return Service.PostAsync(ServicePaths.Establish, terms, cancellationToken);
        },
        Tries,
        cancellationToken);

    /// <summary>Establishes a session of the subject, of a class and after a login of a step's own, bound to a key that is said to be in hardware.</summary>
    /// <param name="sessionClass">Its class.</param>
    /// <param name="methods">How the subject authenticated.</param>
    /// <param name="holder">Whose key it is bound to.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<ServiceAnswer> EstablishAsync(string sessionClass, IReadOnlyList<string> methods, KeyHolder holder, CancellationToken cancellationToken) => AskAsync(
        () =>
        {
            var terms = Terms(sessionClass, Now());
            terms[ClaimNames.Authentication]![ClaimNames.Methods] = new JsonArray([.. methods.Select(method => JsonValue.Create(method))]);
            terms[ClaimNames.KeyStorage] = KeyStorageWords.Of(KeyStorage.Hardware);
            Add(terms, ClaimNames.ConfirmationProof, holder.Confirm());
            return Service.PostAsync(ServicePaths.Establish, terms, cancellationToken);
        },
        Tries,
        cancellationToken);

    /// <summary>Uses a token.</summary>
    public Task<ServiceAnswer> UseAsync(string token, CancellationToken cancellationToken) => UseAsync(token, null, cancellationToken);

    /// <summary>Uses a token from a machine.</summary>
    /// <param name="token">The token.</param>
    /// <param name="context">What the machine declares of itself; <see langword="null"/> for nothing.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<ServiceAnswer> UseAsync(string token, JsonObject? context, CancellationToken cancellationToken) => SendAsync(Question(token, context), cancellationToken);

    /// <summary>Uses a token as the holder of a key does, who answers a challenge for a nonce.</summary>
    /// <returns>The answer, and the request that it is to: what somebody could have captured.</returns>
    public async Task<(ServiceAnswer Answer, JsonObject Request)> UseAsync(string token, KeyHolder holder, JsonObject? context, CancellationToken cancellationToken)
    {
        var request = Question(token, context);
        Task<ServiceAnswer> SendNew()
        {
            holder.Prove(request, token);
            return Service.PostAsync(ServicePaths.Validate, request, cancellationToken);
        }

        var answer = await AskAsync(SendNew, Tries, cancellationToken).ConfigureAwait(false);
        return (holder.IsChallengedBy(answer) ? await AskAsync(SendNew, Tries, cancellationToken).ConfigureAwait(false) : answer, request);
    }

    /// <summary>Sends a request as it is, whoever made it.</summary>
    /// <param name="request">The body of a validation.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <param name="tries">How often it is sent at most, a second apart, while the service is unavailable.</param>
    public Task<ServiceAnswer> SendAsync(JsonObject request, CancellationToken cancellationToken, int tries = Tries) =>
        AskAsync(() => Service.PostAsync(ServicePaths.Validate, request, cancellationToken), tries, cancellationToken);

    /// <summary>Ends everything of the subject.</summary>
    public Task<ServiceAnswer> RevokeSubjectAsync(string reason, CancellationToken cancellationToken) =>
        AskAsync(() => Service.PostAsync(ServicePaths.RevokeSubject(Subject), new() { [ClaimNames.Reason] = reason }, cancellationToken), Tries, cancellationToken);

    /// <summary>The time, in Unix seconds.</summary>
    public long Now() => Clock.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>The step can't go on.</summary>
    public static StepResult.Failed Failed(string attempt, ServiceAnswer answer) => answer is ServiceAnswer.Failed failed
        ? new(failed.Code, $"{attempt} did not succeed: {failed.Sentence}{Refusal(failed)}")
        : new(ExitCode.Refused, $"{attempt} did not succeed: the session may not be used ({MemberText.Of(((ServiceAnswer.Done)answer).Members, ClaimNames.Refusal)}).");

    // A refused session inside a problem says why.
    private static string Refusal(ServiceAnswer.Failed failed) =>
        failed.Text is { } body && Problems.Parse(body)?[ClaimNames.Refusal] is { } refusal ? $" The session is refused: {refusal}." : string.Empty;

    /// <summary>True when the token was accepted.</summary>
    public static bool IsAccepted(ServiceAnswer answer) => answer is ServiceAnswer.Done { Members: var verdict } && Verdict.IsActive(verdict);

    /// <summary>A member of an answer, as people read it.</summary>
    public static string Text(ServiceAnswer answer, string name) => answer is ServiceAnswer.Done { Members: var members } ? MemberText.Of(members, name) : string.Empty;

    private JsonObject Terms(string sessionClass, long authenticatedAt) => new()
    {
        [ClaimNames.Subject] = Subject.Value,
        [ClaimNames.Class] = sessionClass,
        [ClaimNames.Audience] = new JsonArray(Options.Audience),
        [ClaimNames.Authentication] = new JsonObject { [ClaimNames.Methods] = new JsonArray("pwd", "otp"), [ClaimNames.AuthenticatedAt] = authenticatedAt },
    };

    private JsonObject Question(string token, JsonObject? context)
    {
        var question = Verdict.Question(token, Options.Audience);
        Add(question, ClaimNames.Context, context);
        return question;
    }

    // A copy: a node of JSON has one parent.
    private static void Add(JsonObject members, string name, JsonObject? value)
    {
        if (value is not null)
        {
            members[name] = value.DeepClone();
        }
    }

    private async Task<ServiceAnswer> AskAsync(Func<Task<ServiceAnswer>> ask, int tries, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await ask().ConfigureAwait(false);

            // Only what the service itself says: where nobody answers, nobody will.
            if (attempt == tries || answer is not ServiceAnswer.Failed { ProblemCode: ProblemCodes.Unavailable })
            {
                return answer;
            }

            await Task.Delay(RetryDelay, Clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
