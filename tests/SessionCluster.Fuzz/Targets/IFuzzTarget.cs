using SessionCluster.Fuzz.Inputs;

namespace SessionCluster.Fuzz.Targets;

/// <summary>Something that reads foreign bytes.</summary>
internal interface IFuzzTarget
{
    /// <summary>For the report.</summary>
    string Name { get; }

    /// <summary>Makes an input.</summary>
    byte[] Make(Mutator mutator);

    /// <summary>Has it read.</summary>
    FuzzOutcome Read(byte[] input);
}
