using System.Text;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Fuzz.Inputs;

namespace SessionCluster.Fuzz.Targets;

/// <summary>The gate of tokens: what it lets pass names a session that was issued. (Its secret need not be right: only the grain knows that.)</summary>
internal sealed class TokenTarget(FuzzKeys keys) : IFuzzTarget
{
    public string Name => "tokens";

    public byte[] Make(Mutator mutator) => mutator.Mutate(Encoding.ASCII.GetBytes(mutator.Pick(keys.Tokens)));

    public FuzzOutcome Read(byte[] input)
    {
        if (!keys.Gate.TryPass(Encoding.UTF8.GetString(input), out var token, out var refusal))
        {
            return refusal == SessionRefusal.None ? FuzzOutcome.Violation : FuzzOutcome.Refused;
        }

        return keys.Ids.Contains(token.Id) ? FuzzOutcome.Taken : FuzzOutcome.Violation;
    }
}
