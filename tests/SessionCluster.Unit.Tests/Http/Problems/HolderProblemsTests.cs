using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Endpoints.Holder;
using SessionCluster.Silo.Endpoints.Problems;

namespace SessionCluster.Unit.Tests.Http.Problems;

/// <summary>What holders of sessions, and clients that speak OAuth, are told.</summary>
public sealed class HolderProblemsTests
{
    [Fact, Rule("T11")]
    public void Every_verdict_has_a_problem_whose_status_is_that_of_its_code()
    {
        SessionVerdict[] verdicts =
        [
            .. Enum.GetValues<SessionRefusal>().Where(refusal => refusal is not (SessionRefusal.None or SessionRefusal.Scope)).Select(SessionVerdict.Refuse),
            .. Enum.GetValues<UnavailableReason>().Select(SessionVerdict.InDoubt),
        ];

        Assert.All(verdicts, verdict =>
        {
            var problem = HolderProblems.Of(verdict, TokenScheme.DPoP);

            Assert.Equal(ProblemStatuses.Of(problem.Code), problem.Status);
            Assert.Equal(verdict.Outcome == VerdictOutcome.Refused ? Challenges.StatusOf(verdict.Refusal) : problem.Status, problem.Status);
            Assert.Equal(problem.Status == 401, problem.Challenge is not null);
            Assert.Equal(problem.Status is 429 or 503, problem.RetryAfterSeconds > 0);
            Assert.Matches(@"^[A-Z].{15,}\.$", problem.Detail);
        });
    }

    [Fact, Rule("T11")]
    public void Nothing_sent_is_told_no_error_and_two_tokens_are_an_invalid_request()
    {
        Assert.Equal((401, "Bearer, DPoP algs=\"ES256 PS256 RS256\""), (HolderProblems.NoToken.Status, HolderProblems.NoToken.Challenge));
        Assert.Equal((400, "Bearer error=\"invalid_request\""), (HolderProblems.TwoTokens.Status, HolderProblems.TwoTokens.Challenge));
    }

    [Theory]
    [InlineData(ProblemCodes.Malformed, "invalid_request")]
    [InlineData(ProblemCodes.UnsupportedParameter, "invalid_request")]
    [InlineData(ProblemCodes.TooLarge, "invalid_request")]
    [InlineData(ProblemCodes.UnsupportedMediaType, "invalid_request")]
    [InlineData(ProblemCodes.InvalidClient, "invalid_client")]
    [InlineData(ProblemCodes.Forbidden, "unauthorized_client")]
    [InlineData(ProblemCodes.RateLimited, "temporarily_unavailable")]
    [InlineData(ProblemCodes.Unavailable, "temporarily_unavailable")]
    [InlineData(ProblemCodes.InternalError, "server_error")]
    public void A_problem_has_its_name_in_OAuth(string code, string error) => Assert.Equal(error, OAuthErrors.Of(code));
}
