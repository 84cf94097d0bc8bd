namespace SessionCluster.Silo.Endpoints.Policy;

/// <summary>Puts a policy before endpoints that others make.</summary>
internal static class CallerConventions
{
    /// <summary>Admits only callers that the policy admits.</summary>
    public static TBuilder RequireCaller<TBuilder>(this TBuilder builder, CallerGate gate, EndpointPolicy policy)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Finally(endpoint =>
        {
            var answer = endpoint.RequestDelegate ?? throw new InvalidOperationException($"{policy} answers nothing.");
            endpoint.RequestDelegate = gate.Guard(policy, (context, _) => answer(context));
        });
        return builder;
    }
}
