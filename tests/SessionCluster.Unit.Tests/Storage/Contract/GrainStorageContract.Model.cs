using CsCheck;

namespace SessionCluster.Unit.Tests.Storage.Contract;

public abstract partial class GrainStorageContract
{
    private const int Grains = 2;
    private const int Activations = 3;

    private static readonly Gen<StorageStep> s_step =
        from action in Gen.Frequency((2, Gen.Const(StorageAction.Read)), (4, Gen.Const(StorageAction.Write)), (1, Gen.Const(StorageAction.Clear)))
        from grain in Gen.Int[0, Grains - 1]
        from activation in Gen.Int[0, Activations - 1]
        from value in Gen.Int[1, 1_000_000]
        select new StorageStep(action, grain, activation, value);

    /// <summary>Histories of several activations of a grain, as after an unclean failure: only the one that read last may write.</summary>
    [Fact]
    [Rule("P-W2")]
    public Task A_random_history_behaves_as_the_model_does() =>
        s_step.Array[1, 40].SampleAsync(steps => new StorageModel(Storage, Grains, Activations, RefusesBlindClear).RunAsync(steps), iter: 150, threads: 1);
}
