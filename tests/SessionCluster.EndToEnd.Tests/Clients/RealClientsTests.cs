namespace SessionCluster.EndToEnd.Tests.Clients;

/// <summary>Clients that this project did not write (<c>tests/clients</c>): what they take for granted is what the standards say.</summary>
public sealed class RealClientsTests(RealClientsFixture service) : IClassFixture<RealClientsFixture>
{
    [Fact]
    [Rule("D1"), Rule("D2"), Rule("D4"), Rule("D5"), Rule("D6"), Rule("D7"), Rule("D8"), Rule("D10")]
    public async Task Proofs_by_dpop_and_jose_are_taken_and_theirs_that_are_wrong_are_not() =>
        Assert.Equal(["D7", "D2", "D7", "D2", "D7", "D2", "D1", "D4", "D5", "D8", "D6", "D1", "D10", "D10"], await service.RunAsync("dpop-jose.mjs"));

    [Fact]
    [Rule("T4"), Rule("T11"), Rule("T12"), Rule("D7"), Rule("D10"), Rule("D13")]
    public async Task Oauth4webapi_discovers_introspects_revokes_and_recovers_from_a_nonce_challenge_by_itself() =>
        Assert.Equal(["T12", "D13", "D7", "D10", "T4", "T11", "T4"], await service.RunAsync("oauth4webapi.mjs"));

    [Fact]
    [Rule("D12"), Rule("D5"), Rule("A6"), Rule("N13")]
    public async Task A_session_is_rotated_with_proofs_by_dpop_and_with_none_but_its_keys() =>
        Assert.Equal(["D12", "D12", "D5", "A6", "N13"], await service.RunAsync("rotation.mjs"));
}
