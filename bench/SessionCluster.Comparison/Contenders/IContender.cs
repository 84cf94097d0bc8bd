namespace SessionCluster.Comparison.Contenders;

/// <summary>What is compared: one question, over and over.</summary>
internal interface IContender
{
    string Name { get; }

    /// <summary>Asks once, for the caller of this number, and fails on an answer that is wrong: what is measured must have been done.</summary>
    Task<bool> AskAsync(int caller);
}
