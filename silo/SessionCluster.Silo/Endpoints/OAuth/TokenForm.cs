using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Silo.Endpoints.OAuth;

/// <summary>Reads the form of an introspection (RFC 7662 section 2.1) and of a revocation (RFC 7009 section 2.1).</summary>
internal static class TokenForm
{
    public static TokenRequest? Parse(ReadOnlySpan<byte> utf8, Caller caller, out Problem? problem)
    {
        var form = new StrictForm(utf8);
        string? token = null;
        while (form.TryNext(out var name, out var value))
        {
            switch (name)
            {
                case ClaimNames.Token:
                    token = value;
                    break;
                case ClaimNames.ClientId when value != caller.Id.Value:
                    form.Reject("Parameter 'client_id' is another than that of the Authorization header: leave it out.");
                    break;
                case ClaimNames.ClientSecret or ClaimNames.ClientAssertion:
                    // RFC 6749 section 2.3: one method of authentication in each request.
                    form.Reject("The form has client credentials: they stand in the Authorization header, and nowhere else.");
                    break;
                default:
                    // The hint too: there is one kind of token, and the hint must not limit the search.
                    break;
            }
        }

        if (token is null)
        {
            form.Reject("Parameter 'token' is missing.");
        }

        problem = form.Problem;
        return problem is null ? new(token!) : null;
    }
}
