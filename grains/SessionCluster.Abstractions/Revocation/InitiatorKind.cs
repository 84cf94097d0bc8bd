namespace SessionCluster.Abstractions.Revocation;

/// <summary>Kinds of initiator (CAEP <c>initiating_entity</c>). Numbers are stable.</summary>
[GenerateSerializer, Alias("sc.InitiatorKind")]
public enum InitiatorKind
{
    /// <summary>This service, by a rule.</summary>
    Policy = 1,

    /// <summary>A caller with the permission.</summary>
    Client = 2,

    /// <summary>The holder of the session, with token and possession.</summary>
    Holder = 3,
}
