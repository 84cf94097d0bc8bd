using System.Text;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Client.Possession;
using SessionCluster.Fuzz.Inputs;
using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Endpoints.Establishment;
using SessionCluster.Silo.Endpoints.OAuth;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Endpoints.Revocation;
using SessionCluster.Silo.Endpoints.Subjects;
using SessionCluster.Silo.Endpoints.Validation;

namespace SessionCluster.Fuzz.Targets;

/// <summary>The reader of one call's body: a description of the call, or a problem of the caller's; and then whatever it holds goes where the endpoint sends it.</summary>
internal sealed class BodyTarget(string name, string good, Func<byte[], (bool IsRead, Problem? Problem)> read) : IFuzzTarget
{
    private static readonly Caller Caller = new(ClientId.Create("ops"), [new byte[32]], (CallerPermissions)(-1), [], everyAudience: true);

    private readonly byte[] _good = Encoding.UTF8.GetBytes(good);

    public string Name { get; } = name;

    public static IEnumerable<IFuzzTarget> All(FuzzKeys keys)
    {
        yield return new BodyTarget("bodies, validate", GoodBodies.Validate(keys), body =>
        {
            var call = ValidateBody.Parse(body, Caller, out var problem);
            if (call is not null)
            {
                keys.Gate.TryPass(call.Token, out _, out _);
                Verify(keys, call.Possession.Proof);
            }

            return (call is not null, problem);
        });
        yield return new BodyTarget("bodies, establish", GoodBodies.Establish(keys), body =>
        {
            var call = EstablishBody.Parse(body, Caller, out var problem);
            Verify(keys, call?.ConfirmationProof);
            return (call is not null, problem);
        });
        yield return new BodyTarget("bodies, revoke", GoodBodies.Revoke(keys), body => (RevokeBody.Parse(body, Caller, out var problem) is not null, problem));
        yield return new BodyTarget("bodies, revoke subject", """{"reason":"other","reason_detail":"ticket 4711"}""", body => (RevokeSubjectBody.Parse(body, Caller, out var problem) is not null, problem));
        yield return new BodyTarget("forms, introspect", $"token={keys.Tokens[0]}&token_type_hint=access_token&other=a%20b", body =>
        {
            var call = TokenForm.Parse(body, Caller, out var problem);
            if (call is not null)
            {
                keys.Gate.TryPass(call.Token, out _, out _);
            }

            return (call is not null, problem);
        });
    }

    public byte[] Make(Mutator mutator) => mutator.Mutate(_good);

    public FuzzOutcome Read(byte[] input)
    {
        var (isRead, problem) = read(input);
        return isRead == (problem is not null) || problem is { Status: < 400 or >= 500 } ? FuzzOutcome.Violation : isRead ? FuzzOutcome.Taken : FuzzOutcome.Refused;
    }

    private static void Verify(FuzzKeys keys, DpopHeader? proof)
    {
        if (proof is not null)
        {
            keys.Verifier.Verify(new PresentedProof { Text = proof.Proof, Method = proof.Method, Uri = proof.Uri }, out _);
        }
    }
}
