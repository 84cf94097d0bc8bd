namespace SessionCluster.Grains.Membership;

/// <summary>
/// How long an activation with a stored row accepts nothing (P-F5): a silo that died unannounced may still be answering for its predecessor. What was read before it is over is read again.
/// The product has one; a test host replaces it to show what an attack does without it.
/// </summary>
internal interface IQuarantine
{
    /// <summary>Whether nobody else can answer for what this activation answers for.</summary>
    bool IsOver(GrainAddress activation);

    /// <summary>Waits until it is over, or for 20 s. Answers whether it is.</summary>
    ValueTask<bool> WaitAsync(GrainAddress activation);
}
