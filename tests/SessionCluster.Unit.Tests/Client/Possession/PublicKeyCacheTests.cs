using SessionCluster.Abstractions.Possession;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Possession.Keys;

namespace SessionCluster.Unit.Tests.Client.Possession;

public sealed class PublicKeyCacheTests
{
    private const int Threads = 8;

    [Fact]
    public void It_never_holds_more_keys_than_its_capacity_and_every_proof_still_verifies()
    {
        var cache = new PublicKeyCache(4);
        var verifier = new DpopProofVerifier(cache);
        for (var i = 0; i < 20; i++)
        {
            using var key = ProofKey.CreateEcdsa();

            Assert.Equal(key.Thumbprint, Verify(verifier, key));
            Assert.InRange(cache.Count, 1, 4);
        }

        Assert.Equal(4, cache.Count);
    }

    [Fact]
    public void A_key_that_comes_again_outlives_keys_that_come_once()
    {
        var cache = new PublicKeyCache(4);
        var verifier = new DpopProofVerifier(cache);
        using var steady = ProofKey.CreateEcdsa();
        Verify(verifier, steady);

        for (var i = 0; i < 20; i++)
        {
            Verify(verifier, steady);
            using var passing = ProofKey.CreateEcdsa();
            Verify(verifier, passing);
        }

        Assert.NotNull(cache.Find(steady.Thumbprint));
    }

    [Fact]
    public void A_key_whose_signature_fails_is_not_kept()
    {
        var cache = new PublicKeyCache(4);
        var verifier = new DpopProofVerifier(cache);
        using var key = ProofKey.CreateEcdsa();
        var proof = key.CreateProof(ProofBuilder.Method, ProofBuilder.Uri);
        var other = key.CreateProof(ProofBuilder.Method, ProofBuilder.Uri);

        Assert.Null(verifier.Verify(Presented(proof[..proof.LastIndexOf('.')] + other[other.LastIndexOf('.')..]), out var problem));

        Assert.Equal(ProofProblem.Signature, problem);
        Assert.Equal(0, cache.Count);
    }

    [Fact]
    public async Task Many_threads_verify_with_few_keys_while_the_cache_throws_them_out()
    {
        var verifier = new DpopProofVerifier(new PublicKeyCache(2));
        var keys = Enumerable.Range(0, 4).Select(_ => ProofKey.CreateEcdsa()).ToArray();
        var proofs = keys.Select(key => (key.Thumbprint, Presented(key.CreateProof(ProofBuilder.Method, ProofBuilder.Uri)))).ToArray();
        using var barrier = new Barrier(Threads);

        var wrong = await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(
            () =>
            {
                barrier.SignalAndWait(TimeSpan.FromSeconds(60));
                return Enumerable.Range(thread, 200).Count(i => verifier.Verify(proofs[i % 4].Item2, out _)?.Key != proofs[i % 4].Thumbprint);
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.All(wrong, count => Assert.Equal(0, count));
        Array.ForEach(keys, key => key.Dispose());
    }

    private static KeyThumbprint? Verify(DpopProofVerifier verifier, ProofKey key) => verifier.Verify(Presented(key.CreateProof(ProofBuilder.Method, ProofBuilder.Uri)), out _)?.Key;

    private static PresentedProof Presented(string text) => new() { Text = text, Method = ProofBuilder.Method, Uri = ProofBuilder.Uri };
}
