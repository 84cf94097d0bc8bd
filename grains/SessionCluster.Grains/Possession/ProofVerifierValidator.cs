using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Core.Classes;
using SessionCluster.Core.Possession;

namespace SessionCluster.Grains.Possession;

/// <summary>Refuses a silo that would have to verify proofs and can't: every presentation of such a class would be <c>proof_invalid</c>.</summary>
internal sealed class ProofVerifierValidator(SessionClassCatalog classes, IServiceProvider services) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        if (services.GetService<IProofVerifier>() is not null)
        {
            return;
        }

        foreach (var sessionClass in classes.All)
        {
            if (sessionClass.VerifyProof == ProofVerification.Silo)
            {
                throw new OrleansConfigurationException(
                    $"Class '{sessionClass.Name}' has its proofs verified in the silo, and no {nameof(IProofVerifier)} is registered: register the client library's with AddSessionClusterClient, or let the edge verify them (VerifyProof = Edge).");
            }
        }
    }
}
