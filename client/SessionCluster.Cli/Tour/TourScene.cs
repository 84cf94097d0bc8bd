using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Rendering;
using SessionCluster.Cli.Service;
using SessionCluster.Cli.Verbs.Validation;

namespace SessionCluster.Cli.Tour;

/// <summary>What a step plays with: the service, a subject of its own that nobody else has, and somebody to tell.</summary>
/// <param name="Service">The service.</param>
/// <param name="Clock">The clock.</param>
/// <param name="Subject">Whom the sessions belong to.</param>
/// <param name="Options">The command line.</param>
/// <param name="Say">Tells what happens.</param>
internal sealed record TourScene(ServiceClient Service, TimeProvider Clock, SubjectId Subject, TourOptions Options, Action<string> Say)
{
    // A silo that renews its fence just now, or a silo that has just left, is not the end of the tour.
    private const int Tries = 5;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    /// <summary>Establishes a session of the subject.</summary>
    /// <param name="sessionClass">Its class.</param>
    /// <param name="authenticatedAt">When the subject authenticated, in Unix seconds.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<ServiceAnswer> EstablishAsync(string sessionClass, long authenticatedAt, CancellationToken cancellationToken) => AskAsync(
        () => Service.PostAsync(
            ServicePaths.Establish,
            new()
            {
                [ClaimNames.Subject] = Subject.Value,
                [ClaimNames.Class] = sessionClass,
                [ClaimNames.Audience] = new JsonArray(Options.Audience),
                [ClaimNames.Authentication] = new JsonObject { [ClaimNames.Methods] = new JsonArray("pwd", "otp"), [ClaimNames.AuthenticatedAt] = authenticatedAt },
            },
            cancellationToken),
        cancellationToken);

    /// <summary>Uses a token.</summary>
    public Task<ServiceAnswer> UseAsync(string token, CancellationToken cancellationToken) =>
        AskAsync(() => Service.PostAsync(ServicePaths.Validate, Verdict.Question(token, Options.Audience), cancellationToken), cancellationToken);

    /// <summary>Ends everything of the subject.</summary>
    public Task<ServiceAnswer> RevokeSubjectAsync(string reason, CancellationToken cancellationToken) =>
        AskAsync(() => Service.PostAsync(ServicePaths.RevokeSubject(Subject), new() { [ClaimNames.Reason] = reason }, cancellationToken), cancellationToken);

    /// <summary>The time, in Unix seconds.</summary>
    public long Now() => Clock.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>The step can't go on.</summary>
    public static StepResult.Failed Failed(string attempt, ServiceAnswer answer) => answer is ServiceAnswer.Failed failed
        ? new(failed.Code, $"{attempt} did not succeed: {failed.Sentence}")
        : new(ExitCode.Refused, $"{attempt} did not succeed: the session may not be used ({MemberText.Of(((ServiceAnswer.Done)answer).Members, ClaimNames.Refusal)}).");

    /// <summary>True when the token was accepted.</summary>
    public static bool IsAccepted(ServiceAnswer answer) => answer is ServiceAnswer.Done { Members: var verdict } && Verdict.IsActive(verdict);

    /// <summary>A member of an answer, as people read it.</summary>
    public static string Text(ServiceAnswer answer, string name) => answer is ServiceAnswer.Done { Members: var members } ? MemberText.Of(members, name) : string.Empty;

    private async Task<ServiceAnswer> AskAsync(Func<Task<ServiceAnswer>> ask, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await ask().ConfigureAwait(false);

            // Only what the service itself says: where nobody answers, nobody will.
            if (attempt == Tries || answer is not ServiceAnswer.Failed { ProblemCode: ProblemCodes.Unavailable })
            {
                return answer;
            }

            await Task.Delay(RetryDelay, Clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
