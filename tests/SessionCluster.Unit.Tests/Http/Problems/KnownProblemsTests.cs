using System.Reflection;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Endpoints.Problems;

namespace SessionCluster.Unit.Tests.Http.Problems;

public sealed class KnownProblemsTests
{
    [Fact]
    public void Every_code_has_a_status() => Assert.All(Codes(), code => Assert.InRange(ProblemStatuses.Of(code), 400, 503));

    [Fact]
    public void What_is_no_code_has_none() => Assert.Throws<ArgumentOutOfRangeException>(() => ProblemStatuses.Of("teapot"));

    [Fact]
    public void Every_problem_says_in_a_sentence_what_to_do()
    {
        Problem[] problems =
        [
            .. typeof(KnownProblems).GetProperties(BindingFlags.Public | BindingFlags.Static).Where(property => property.PropertyType == typeof(Problem)).Select(property => (Problem)property.GetValue(null)!),
            .. Enum.GetValues<UnavailableReason>().Select(KnownProblems.Unavailable),
            KnownProblems.Forbidden(CallerPermissions.Revoke | CallerPermissions.Administer),
            KnownProblems.OfUnreadable(400),
            KnownProblems.OfUnreadable(413),
        ];

        Assert.All(problems, problem =>
        {
            Assert.Equal(ProblemStatuses.Of(problem.Code), problem.Status);
            Assert.Matches(@"^[A-Z].{15,}\.$", problem.Detail);
            Assert.Equal(problem.Status is 429 or 503, problem.RetryAfterSeconds > 0);
            Assert.Equal(problem.Status == 401, problem.Challenge is not null);
        });
    }

    [Fact]
    public void Every_refusal_of_an_establishment_is_a_problem() =>
        Assert.All(Enum.GetValues<EstablishRefusal>(), refusal => Assert.InRange(ProblemStatuses.Of(ProblemCodes.Of(refusal)), 400, 422));

    [Theory]
    [InlineData(404, "not_found")]
    [InlineData(405, "method_not_allowed")]
    [InlineData(413, "too_large")]
    [InlineData(415, "unsupported_media_type")]
    [InlineData(500, "internal_error")]
    [InlineData(501, "internal_error")]
    public void A_bare_status_becomes_a_problem(int status, string code) => Assert.Equal(code, KnownProblems.OfStatus(status)?.Code);

    [Theory]
    [InlineData(200)]
    [InlineData(304)]
    [InlineData(401)]
    public void A_status_that_an_endpoint_meant_is_left_alone(int status) => Assert.Null(KnownProblems.OfStatus(status));

    [Fact]
    public void A_permission_that_lacks_is_named() =>
        Assert.Contains("'revoke' or 'administer'", KnownProblems.Forbidden(CallerPermissions.Revoke | CallerPermissions.Administer).Detail, StringComparison.Ordinal);

    private static IEnumerable<string> Codes() =>
        typeof(ProblemCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);
}
