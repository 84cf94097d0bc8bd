using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Sessions;
using SessionCluster.Silo.Endpoints.Establishment;
using SessionCluster.Silo.Endpoints.Revocation;
using SessionCluster.Silo.Endpoints.Subjects;
using SessionCluster.Silo.Endpoints.Validation;

namespace SessionCluster.Unit.Tests.Http.Reading;

/// <summary>What is read is what was sent, and a value on a bound is inside it. (One step outside: the HTTP tests.)</summary>
public sealed class BodyBoundTests
{
    [Fact]
    public void An_establishment_is_read_as_it_stands()
    {
        var read = ReadEstablishment(Sample.Establish);

        Assert.Equal("älice", read.Subject.Value);
        Assert.Equal("interactive", read.Class.Value);
        Assert.Equal(["orders"], read.Audiences.Select(audience => audience.Value));
        Assert.Equal(["pwd", "otp"], read.Authentication.Methods);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1795596138), read.Authentication.AuthenticatedAt);
        Assert.Equal("event-1", read.Authentication.Id);
        Assert.Equal("orders.read", read.Scope.ToString());
        Assert.Equal("portal", read.ClientId.Value);
        Assert.Equal("caller", read.EstablishedBy.Value);
        Assert.Equal(7, read.MaxUses);
        Assert.Equal("😀", read.Attributes.Values["näme"]);
        Assert.Equal((ConfirmationMethod.Jkt, "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"), (read.Confirmation!.Method, read.Confirmation.Thumbprint.ToString()));
        Assert.Equal(new DpopHeader("a.b.c", "POST", "https://login.example/callback"), read.ConfirmationProof);
        Assert.Equal(KeyStorage.Hardware, read.KeyStorage);
        Assert.Equal(("AAAAAAAAAAAAAAAAAAAAAQ", "AAAAAAAAAAAAAAAAAAAAAg"), (read.Context!.UserAgent.ToString(), read.Context.Device.ToString()));
    }

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var read = ReadEstablishment("""{ "authentication": { "auth_time": 0, "amr": ["pwd"] }, "aud": ["a"], "class": "c", "sub": "s" }""");

        Assert.Equal("caller", read.ClientId.Value);
        Assert.Null(read.MaxUses);
        Assert.Null(read.Authentication.Id);
        Assert.Empty(read.Scope.Tokens);
        Assert.Empty(read.Attributes.Values);
        Assert.Null(read.Confirmation);
        Assert.Null(read.ConfirmationProof);
        Assert.Null(read.Context);
        Assert.Equal(KeyStorage.Unknown, read.KeyStorage);
    }

    [Theory]
    [InlineData("sub", "\"", 'x', 256)]
    [InlineData("class", "\"", 'x', 32)]
    [InlineData("scope", "\"", 'x', 1024)]
    [InlineData("client_id", "\"", 'x', 64)]
    public void A_text_of_the_longest_length_is_read(string member, string quote, char character, int length) =>
        ReadEstablishment(With(member, quote + new string(character, length) + quote));

    [Theory]
    [InlineData("max_uses", "1")]
    [InlineData("max_uses", "1000000000")]
    [InlineData("scope", "\"\"")]
    [InlineData("attributes", "{}")]
    [InlineData("aud", """["a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8"]""")]
    [InlineData("authentication", """{ "amr": ["1","2","3","4","5","6","7","8","9","10","11","12","13","14","15","16"], "auth_time": 253402300799, "id": "x" }""")]
    public void A_value_on_a_bound_is_read(string member, string value) => ReadEstablishment(With(member, value));

    [Fact]
    public void Many_texts_of_the_longest_length_are_read()
    {
        ReadEstablishment(With("aud", $"[\"{new string('x', 256)}\"]"));
        ReadEstablishment(With("authentication", $$"""{ "amr": ["{{new string('x', 32)}}"], "auth_time": 1, "id": "{{new string('é', 256)}}" }"""));
        ReadEstablishment(With("scope", $"\"{string.Join(' ', Enumerable.Range(0, 64))}\""));
        ReadEstablishment(With("attributes", $$"""{ "a": "{{new string('x', 2048 - 8)}}" }"""));
        ReadEstablishment(With("sub", $"\"{string.Concat(Enumerable.Repeat("😀", 64))}\""));
    }

    [Fact]
    public void A_validation_is_read_as_it_stands()
    {
        var read = ReadValidation(Sample.Validate);

        Assert.Equal("sct_dev_x", read.Token);
        Assert.Equal("orders", read.Audience.Value);
        Assert.Equal(TokenScheme.DPoP, read.Scheme);
        Assert.Equal(new DpopHeader("a.b.c", "GET", "https://api.example/orders?x=1"), read.Possession.Proof);
        Assert.Equal("A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0", read.Possession.Certificate.ToString());
        Assert.Equal("(, AAAAAAAAAAAAAAAAAAAAAg)", $"({(read.Context!.UserAgent.IsUnset ? "" : "?")}, {read.Context.Device})");
        Assert.Equal(SessionActivity.None, read.Activity);
        Assert.Equal("orders.read", read.Requirements.Scope.ToString());
        Assert.Equal(AssuranceLevel.Aal2, read.Requirements.Assurance);
        Assert.Equal(TimeSpan.FromMinutes(5), read.Requirements.MaxAuthenticationAge);
    }

    [Fact]
    public void A_validation_is_activity_of_the_user_and_requires_nothing_by_default()
    {
        var read = ReadValidation("""{ "aud": "orders", "scheme": "bEARER", "token": "x" }""");

        Assert.Equal(SessionActivity.User, read.Activity);
        Assert.Equal(ValidationRequirements.None, read.Requirements);
        Assert.Equal(ValidationRequirements.None, ReadValidation("""{ "aud": "orders", "scheme": "Bearer", "token": "x", "required": {} }""").Requirements);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(int.MaxValue)]
    public void An_age_on_a_bound_is_read(int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), ReadValidation($$"""{ "token": "x", "scheme": "Bearer", "aud": "a", "required": { "max_age": {{seconds}} } }""").Requirements.MaxAuthenticationAge);

    [Theory]
    [InlineData("x", 1024, true)]
    [InlineData("x", 1025, false)]
    [InlineData("é", 1024, true)]
    [InlineData("😀", 1024, true)]
    [InlineData("😀", 1025, false)]
    public void A_token_is_counted_in_characters(string character, int count, bool isRead)
    {
        var json = $$"""{ "token": "{{string.Concat(Enumerable.Repeat(character, count))}}", "scheme": "Bearer", "aud": "a" }""";

        var read = ValidateBody.Parse(Sample.Utf8(json), Sample.Caller, out var problem);

        Assert.Equal(isRead, read is not null);
        Assert.Equal(isRead, problem is null);
    }

    [Fact]
    public void A_token_that_is_no_Unicode_is_text_that_is_no_token() =>
        Assert.Equal("\ufffd", ReadValidation("""{ "token": "sct_\ud800", "scheme": "Bearer", "aud": "a" }""").Token);

    [Theory]
    [InlineData("proof", 8192)]
    [InlineData("method", 32)]
    [InlineData("uri", 4096)]
    public void What_came_with_a_request_is_any_text_up_to_its_size(string member, int most)
    {
        string[] texts = ["", "\\u0000", "\\ud800", "\\udc00\\ud800", "é", new string('x', most), string.Concat(Enumerable.Repeat("😀", most / 4))];

        Assert.All(texts, text => Assert.NotNull(Read(text)));
        Assert.Null(Read(new string('x', most + 1)));

        ValidateDescriptor? Read(string text)
        {
            var members = new Dictionary<string, string> { ["proof"] = "p", ["method"] = "GET", ["uri"] = "https://a", [member] = text };
            return ValidateBody.Parse(Sample.Utf8($$"""{ "token": "x", "scheme": "DPoP", "aud": "a", {{string.Join(", ", members.Select(pair => $"\"{pair.Key}\": \"{pair.Value}\""))}} }"""), Sample.Caller, out _);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(""", "method": "GET", "uri": "https://a" """)]
    public void A_proof_that_is_missing_is_left_to_the_verdict(string members)
    {
        var read = ReadValidation($$"""{ "token": "x", "scheme": "dpop", "aud": "a"{{members}} }""");

        Assert.Same(PresentedPossession.None, read.Possession);
        Assert.Equal(TokenScheme.DPoP, read.Scheme);
    }

    [Theory]
    [InlineData("DPoP", """ "proof": "p", "method": "GET" """)]
    [InlineData("DPoP", """ "proof": "p", "uri": "https://a" """)]
    [InlineData("DPoP", """ "proof": "p" """)]
    [InlineData("Bearer", """ "proof": "p", "method": "GET", "uri": "https://a" """)]
    [InlineData("Bearer", """ "method": "GET" """)]
    public void What_does_not_belong_together_is_malformed(string scheme, string members)
    {
        Assert.Null(ValidateBody.Parse(Sample.Utf8($$"""{ "token": "x", "scheme": "{{scheme}}", "aud": "a", {{members}} }"""), Sample.Caller, out var problem));

        Assert.Equal("malformed", problem!.Code);
        Assert.Contains("'proof', 'method' and 'uri' belong", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cnf", """{ "x5t#S256": "A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0" }""", true)]
    [InlineData("cnf", "{}", false)]
    [InlineData("cnf", """{ "jkt": "A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0", "x5t#S256": "A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0" }""", false)]
    [InlineData("cnf", """{ "jkt": "A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v1" }""", false)]
    [InlineData("cnf_proof", """{ "proof": "", "method": "", "uri": "" }""", true)]
    [InlineData("cnf_proof", """{ "proof": "p", "method": "GET" }""", false)]
    [InlineData("key_storage", "\"hardware\"", false)]
    [InlineData("context", """{ "v": 1 }""", true)]
    [InlineData("context", """{ "v": 2 }""", false)]
    [InlineData("context", """{ "ua": "AAAAAAAAAAAAAAAAAAAAAQ" }""", false)]
    [InlineData("context", """{ "v": 1, "ua": "AAAAAAAAAAAAAAAAAAAAAR" }""", false)]
    public void A_binding_is_read_or_refused(string member, string value, bool isRead) =>
        Assert.Equal(isRead, EstablishBody.Parse(Sample.Utf8(With(member, value)), Sample.Caller, out _) is not null);

    [Fact]
    public void A_certificate_is_not_proven_by_DPoP()
    {
        var json = With("cnf", """{ "x5t#S256": "A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0" }, "cnf_proof": { "proof": "p", "method": "GET", "uri": "https://a" }""");

        Assert.Null(EstablishBody.Parse(Sample.Utf8(json), Sample.Caller, out var problem));
        Assert.Contains("names a certificate", problem!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_revocation_names_a_session_by_token_or_by_handle()
    {
        var byHandle = RevokeBody.Parse(Sample.Utf8(Sample.Revoke), Sample.Caller, out _)!;
        var byToken = RevokeBody.Parse(Sample.Utf8("""{ "reason": "logout", "token": "t" }"""), Sample.Caller, out _)!;

        Assert.Null(byHandle.Token);
        Assert.Equal("00000000000000000000000000000001", byHandle.Id.ToString());
        Assert.Equal(new RevocationOrder(RevocationReason.Other, "beçause", EndInitiator.By(Sample.Caller.Id)), byHandle.Order);
        Assert.Equal("t", byToken.Token);
        Assert.True(byToken.Id.IsUnset);
        Assert.Equal(new RevocationOrder(RevocationReason.Logout, null, EndInitiator.By(Sample.Caller.Id)), byToken.Order);
    }

    [Fact, Rule("N17")]
    public void What_was_read_does_not_print_a_token()
    {
        var revocation = RevokeBody.Parse(Sample.Utf8("""{ "reason": "logout", "token": "secret-token" }"""), Sample.Caller, out _)!;
        var validation = ReadValidation("""{ "aud": "orders", "scheme": "Bearer", "token": "secret-token" }""");

        Assert.DoesNotContain("secret-token", $"{revocation} {validation}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_detail_of_256_characters_is_read()
    {
        var detail = new string('é', 256);

        Assert.Equal(detail, RevokeSubjectBody.Parse(Sample.Utf8($$"""{ "reason": "other", "reason_detail": "{{detail}}" }"""), Sample.Caller, out _)!.ToDescriptor(default, "").Order.Detail);
    }

    private static string With(string member, string value)
    {
        var members = new Dictionary<string, string>
        {
            ["sub"] = "\"s\"",
            ["class"] = "\"c\"",
            ["aud"] = "[\"a\"]",
            ["authentication"] = """{ "amr": ["pwd"], "auth_time": 1 }""",
            [member] = value,
        };
        return $"{{ {string.Join(", ", members.Select(pair => $"\"{pair.Key}\": {pair.Value}"))} }}";
    }

    private static EstablishDescriptor ReadEstablishment(string json)
    {
        var read = EstablishBody.Parse(Sample.Utf8(json), Sample.Caller, out var problem);
        return read ?? throw new InvalidOperationException(problem!.Detail);
    }

    private static ValidateDescriptor ReadValidation(string json)
    {
        var read = ValidateBody.Parse(Sample.Utf8(json), Sample.Caller, out var problem);
        return read ?? throw new InvalidOperationException(problem!.Detail);
    }
}
