using SessionCluster.Silo.Callers;

namespace SessionCluster.Silo.Endpoints.Policy;

/// <summary>Answers a request of a caller that was authenticated and has the permission.</summary>
internal delegate Task CallerHandler(HttpContext context, Caller caller);
