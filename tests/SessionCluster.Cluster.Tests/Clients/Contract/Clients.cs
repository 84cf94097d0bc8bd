using SessionCluster.Client.Testing;

namespace SessionCluster.Cluster.Tests.Clients.Contract;

/// <summary>The contract through a gateway.</summary>
public sealed class GatewayClientContractTests(ContractSilo silo) : SessionClientContract(silo.Gateway, silo.PublicAddress), IClassFixture<ContractSilo>;

/// <summary>The contract inside a silo.</summary>
public sealed class CohostedClientContractTests(ContractSilo silo) : SessionClientContract(silo.Cohosted, silo.PublicAddress), IClassFixture<ContractSilo>;

/// <summary>The contract over HTTP.</summary>
public sealed class HttpClientContractTests(ContractSilo silo) : SessionClientContract(silo.Http, silo.PublicAddress), IClassFixture<ContractSilo>;

/// <summary>The contract over HTTP, with the edge ring at home.</summary>
public sealed class HttpClientWithRingContractTests(ContractSilo silo) : SessionClientContract(silo.HttpWithRing, silo.PublicAddress), IClassFixture<ContractSilo>;

/// <summary>The contract of the client that API services test with.</summary>
public sealed class FakeClientContractTests() : SessionClientContract(new FakeSessionClient());
