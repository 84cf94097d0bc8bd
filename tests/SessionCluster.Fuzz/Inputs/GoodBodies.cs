using SessionCluster.Abstractions.Possession;

namespace SessionCluster.Fuzz.Inputs;

/// <summary>Bodies with every member that a call takes.</summary>
internal static class GoodBodies
{
    private static readonly string Digest = Digest128.Of("agent").ToString();

    public static string Validate(FuzzKeys keys) => $$$"""
        {"token":"{{{keys.Tokens[0]}}}","scheme":"DPoP","aud":"orders","proof":"{{{keys.Proofs[0]}}}","method":"POST","uri":"{{{FuzzKeys.Uri}}}","certificate_thumbprint":"{{{keys.Keys[0].Thumbprint}}}",
         "context":{"v":1,"ua":"{{{Digest}}}","device":"{{{Digest}}}"},"activity":"user","required":{"scope":"a b","acr":"aal2","max_age":300},"attempt":"000102030405060708090a0b0c0d0e0f"}
        """;

    public static string Establish(FuzzKeys keys) => $$$"""
        {"sub":"alice","class":"interactive","aud":["orders","billing"],"authentication":{"amr":["pwd","otp"],"auth_time":1800000000,"id":"event-1"},"scope":"a b","client_id":"portal","max_uses":3,
         "cnf":{"jkt":"{{{keys.Keys[0].Thumbprint}}}"},"cnf_proof":{"proof":"{{{keys.Proofs[0]}}}","method":"POST","uri":"{{{FuzzKeys.Uri}}}"},"key_storage":"hardware",
         "context":{"v":1,"ua":"{{{Digest}}}"},"attributes":{"plan":"gold","region":"eu"}}
        """;

    public static string Revoke(FuzzKeys keys) => $$"""{"token":"{{keys.Tokens[0]}}","reason":"other","reason_detail":"a ticket"}""";
}
