namespace SessionCluster.Unit.Tests.Storage.Contract;

public enum StorageAction
{
    Read = 0,
    Write = 1,
    Clear = 2,
}

/// <summary>One step of a random history: one of several activations, of one of several grains, does something.</summary>
public readonly record struct StorageStep(StorageAction Action, int Grain, int Activation, int Value);
