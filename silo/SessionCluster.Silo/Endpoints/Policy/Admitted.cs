namespace SessionCluster.Silo.Endpoints.Policy;

/// <summary>Who may make a call.</summary>
internal enum Admitted
{
    /// <summary>A client of this service, by its credentials.</summary>
    Client,

    /// <summary>The holder of a session, by token and possession; no client speaks for them.</summary>
    Holder,

    /// <summary>Whoever comes by.</summary>
    Anybody,
}
