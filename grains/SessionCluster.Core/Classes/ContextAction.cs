namespace SessionCluster.Core.Classes;

/// <summary>What a changed or missing client context does to a bearer session. Numbers are stable.</summary>
[GenerateSerializer, Alias("sc.ContextAction")]
public enum ContextAction
{
    /// <summary>The validation is refused and the session locked: only stepping up or authenticating again helps.</summary>
    Lock = 1,

    /// <summary>The validation is refused.</summary>
    Refuse = 2,
}
