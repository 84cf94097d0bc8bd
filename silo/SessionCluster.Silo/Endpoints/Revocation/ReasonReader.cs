using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Silo.Endpoints.Revocation;

/// <summary>Reads <c>reason</c> and <c>reason_detail</c>.</summary>
internal struct ReasonReader
{
    private RevocationReason _reason;
    private string? _detail;

    /// <summary>Reads the current member if it is one of the two.</summary>
    public bool TryRead(ref StrictJson json, string name)
    {
        switch (name)
        {
            case ClaimNames.Reason:
                json.Require(ReasonWords.TryParse(json.Text(), out _reason));
                return true;
            case ClaimNames.ReasonDetail:
                _detail = json.Text();
                json.Require(_detail is { Length: >= 1 and <= RevocationOrder.MaxDetailLength } && !_detail.Any(char.IsControl));
                return true;
            default:
                return false;
        }
    }

    /// <summary>The order, once the object was read.</summary>
    public readonly RevocationOrder ToOrder(ref StrictJson json, Caller caller)
    {
        if ((_reason == RevocationReason.Other) != (_detail is not null))
        {
            json.RejectWhole($"Member '{ClaimNames.ReasonDetail}' belongs to reason 'other' and to no other: send both, or neither.");
        }

        return new(_reason, _detail, EndInitiator.By(caller.Id));
    }
}
