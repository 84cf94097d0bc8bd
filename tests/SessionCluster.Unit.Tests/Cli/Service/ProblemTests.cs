using System.Net;
using System.Reflection;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Unit.Tests.Cli.Hosting;

namespace SessionCluster.Unit.Tests.Cli.Service;

/// <summary>Every code of the contract has an exit code.</summary>
public sealed class ProblemTests
{
    private static readonly Dictionary<string, int> Exits = new()
    {
        [ProblemCodes.Malformed] = 2,
        [ProblemCodes.UnsupportedParameter] = 2,
        [ProblemCodes.TooLarge] = 2,
        [ProblemCodes.UnsupportedMediaType] = 2,
        [ProblemCodes.InvalidClient] = 4,
        [ProblemCodes.TokenRequired] = 4,
        [ProblemCodes.InvalidToken] = 1,
        [ProblemCodes.InvalidDpopProof] = 1,
        [ProblemCodes.UseDpopNonce] = 1,
        [ProblemCodes.InsufficientUserAuthentication] = 1,
        [ProblemCodes.Forbidden] = 4,
        [ProblemCodes.AudienceNotPermitted] = 4,
        [ProblemCodes.UnknownSession] = 1,
        [ProblemCodes.Conflict] = 1,
        [ProblemCodes.UnknownClass] = 1,
        [ProblemCodes.BindingRequired] = 1,
        [ProblemCodes.Assurance] = 1,
        [ProblemCodes.Reauthenticate] = 1,
        [ProblemCodes.SessionLimit] = 1,
        [ProblemCodes.AudienceLimit] = 1,
        [ProblemCodes.DelegationOnly] = 1,
        [ProblemCodes.LockLimit] = 1,
        [ProblemCodes.SessionRefused] = 1,
        [ProblemCodes.KeepRefused] = 1,
        [ProblemCodes.NotFound] = 3,
        [ProblemCodes.MethodNotAllowed] = 3,
        [ProblemCodes.RateLimited] = 3,
        [ProblemCodes.Unavailable] = 3,
        [ProblemCodes.InternalError] = 3,
    };

    public static TheoryData<string> Codes =>
        [.. typeof(ProblemCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Where(code => code.IsLiteral).Select(code => (string)code.GetRawConstantValue()!)];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_problem_is_a_sentence_with_its_code_and_an_exit_code(string code)
    {
        using var cli = new CliUnderTest { Answer = (_, _) => CliUnderTest.Problem((HttpStatusCode)ProblemStatuses.Of(code), code) };

        Assert.Equal(Exits[code], await cli.RunAsync("", "list", "alice"));

        Assert.Equal($"Do something. ({code})\n", cli.Errors);
        Assert.Empty(cli.Output);
    }

    [Theory]
    [InlineData("<html>", "text/html", HttpStatusCode.Unauthorized)]
    [InlineData("{}", "application/problem+json", HttpStatusCode.Forbidden)]
    [InlineData("""{"code":"forbidden"}""", "application/json", HttpStatusCode.Forbidden)]
    [InlineData("""{"code":7}""", "application/problem+json", HttpStatusCode.NotFound)]
    [InlineData("[]", "application/json", HttpStatusCode.OK)]
    [InlineData("""{"sessions":[],"sessions":[]}""", "application/json", HttpStatusCode.OK)]
    [InlineData("", "application/json", HttpStatusCode.MovedPermanently)]
    public async Task What_is_not_the_services_own_word_is_no_permission_and_no_refusal(string body, string type, HttpStatusCode status)
    {
        using var cli = new CliUnderTest { Answer = (_, _) => new(status) { Content = new StringContent(body, System.Text.Encoding.UTF8, type) } };

        Assert.Equal(3, await cli.RunAsync("", "list", "alice"));

        Assert.Contains("not as SessionCluster does", cli.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"active":"true"}""")]
    [InlineData("""{"active":1}""")]
    [InlineData("{}")]
    [InlineData("""{"active":false,"refusal":"idle"}""")]
    public async Task Only_active_true_is_active(string verdict)
    {
        using var cli = new CliUnderTest { Answer = (_, _) => CliUnderTest.Json(verdict) };

        Assert.Equal(1, await cli.RunAsync("token", "validate", "--aud", "orders"));
    }

    [Fact]
    public async Task Credentials_are_form_encoded()
    {
        using var cli = new CliUnderTest { Answer = (_, _) => CliUnderTest.Json("""{"sessions":[]}"""), Variables = { ["SESSIONCTL_CLIENT_SECRET"] = "a+b %:ä" } };

        await cli.RunAsync("", "list", "alice");

        Assert.Equal($"Basic {Convert.ToBase64String("dev:a%2Bb%20%25%3A%C3%A4"u8)}", cli.Authorization);
    }

    [Fact]
    public async Task Pages_are_put_together_and_a_service_that_repeats_itself_does_not_keep_us()
    {
        using var cli = new CliUnderTest
        {
            Answer = (asked, _) => CliUnderTest.Json(asked.EndsWith("sessions", StringComparison.Ordinal) ? """{"sessions":[{"sid":"1"}],"next":"b"}""" : """{"sessions":[{"sid":"2"}],"next":"b"}"""),
        };

        Assert.Equal(0, await cli.RunAsync("", "list", "a/b", "--json"));

        Assert.Equal(["GET /subjects/a%2Fb/sessions", "GET /subjects/a%2Fb/sessions?after=b"], cli.Requests);
        Assert.Equal("""{"sessions":[{"sid":"1"},{"sid":"2"}]}""" + "\n", cli.Output);
    }
}
