using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Endpoints.Cluster;
using SessionCluster.Silo.Endpoints.Establishment;
using SessionCluster.Silo.Endpoints.Events;
using SessionCluster.Silo.Endpoints.Holder;
using SessionCluster.Silo.Endpoints.Janitor;
using SessionCluster.Silo.Endpoints.Locks;
using SessionCluster.Silo.Endpoints.OAuth;
using SessionCluster.Silo.Endpoints.OpenApi;
using SessionCluster.Silo.Endpoints.Paths;
using SessionCluster.Silo.Endpoints.Policy;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Endpoints.Reading;
using SessionCluster.Silo.Endpoints.Renewal;
using SessionCluster.Silo.Endpoints.Revocation;
using SessionCluster.Silo.Endpoints.Rotation;
using SessionCluster.Silo.Endpoints.Sessions;
using SessionCluster.Silo.Endpoints.Signals;
using SessionCluster.Silo.Endpoints.Subjects;
using SessionCluster.Silo.Endpoints.Validation;
using SessionCluster.Silo.Telemetry;

namespace SessionCluster.Silo.Endpoints.Hosting;

/// <summary>Adds the HTTP contract to the silo.</summary>
internal static class SessionHttpExtensions
{
    /// <summary>Adds callers, endpoints and the OpenAPI document.</summary>
    public static IServiceCollection AddSessionHttp(this IServiceCollection services)
    {
        services.AddSingleton<CallerRegistry>();
        services.AddSingleton<CallerGate>();
        services.AddSingleton<EstablishEndpoint>();
        services.AddSingleton<ValidateEndpoint>();
        services.AddSingleton<RevokeEndpoint>();
        services.AddSingleton<RevokeSubjectEndpoint>();
        services.AddSingleton<InfoEndpoint>();
        services.AddSingleton<SubjectSessionsEndpoint>();
        services.AddSingleton<PresentedCertificates>();
        services.AddSingleton<HolderGate>();
        services.AddSingleton<EndEndpoint>();
        services.AddSingleton<OwnSessionsEndpoint>();
        services.AddSingleton<RotateEndpoint>();
        services.AddSingleton<RenewalEndpoint>();
        services.AddSingleton<SignalBudget>();
        services.AddSingleton<SignalEndpoint>();
        services.AddSingleton<LocksEndpoint>();
        services.AddSingleton<IntrospectEndpoint>();
        services.AddSingleton<RevokeTokenEndpoint>();
        services.AddSingleton<MetadataEndpoint>();
        services.AddSingleton<PublicAddress>();
        services.AddHostedService<OwnAddress>();
        services.AddSingleton<ClusterRoll>();
        services.AddSingleton<ClusterEndpoint>();
        services.AddSingleton<JanitorEndpoint>();
        services.AddSingleton<EventFollowers>();
        services.AddSingleton<EventsEndpoint>();
        services.AddOpenApi(document => document.AddDocumentTransformer<ContractTransformer>());
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestBody.MaxDrained;

            // RFC 8705 section 6.2: any certificate, for its thumbprint alone is compared. Where there is no https, this says nothing.
            kestrel.ConfigureHttpsDefaults(https =>
            {
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.AllowAnyClientCertificate();
            });
        });
        return services;
    }

    /// <summary>Puts what holds for every answer before everything else, on every port.</summary>
    public static IApplicationBuilder UseSessionHttp(this IApplicationBuilder app) => app.UseMiddleware<FallbackMiddleware>();

    /// <summary>Maps every call of the policy table.</summary>
    public static void MapSessionEndpoints(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var gate = services.GetRequiredService<CallerGate>();
        Map(EndpointPolicies.Establish, services.GetRequiredService<EstablishEndpoint>().HandleAsync);
        Map(EndpointPolicies.Validate, services.GetRequiredService<ValidateEndpoint>().HandleAsync);
        Map(EndpointPolicies.Revoke, services.GetRequiredService<RevokeEndpoint>().HandleAsync);
        MapOpen(EndpointPolicies.End, services.GetRequiredService<EndEndpoint>().HandleAsync);
        Map(EndpointPolicies.Rotate, services.GetRequiredService<RotateEndpoint>().HandleAsync);
        Map(EndpointPolicies.StepUp, services.GetRequiredService<RenewalEndpoint>().HandleStepUpAsync);
        Map(EndpointPolicies.Reauthenticate, services.GetRequiredService<RenewalEndpoint>().HandleReauthenticateAsync);
        Map(EndpointPolicies.Signal, services.GetRequiredService<SignalEndpoint>().HandleAsync);
        MapOpen(EndpointPolicies.OwnSessions, services.GetRequiredService<OwnSessionsEndpoint>().HandleListAsync);
        MapOpen(EndpointPolicies.EndOwnSession, services.GetRequiredService<OwnSessionsEndpoint>().HandleEndAsync);
        Map(EndpointPolicies.Lock, services.GetRequiredService<LocksEndpoint>().HandleLockAsync);
        Map(EndpointPolicies.Locks, services.GetRequiredService<LocksEndpoint>().HandleListAsync);
        Map(EndpointPolicies.Unlock, services.GetRequiredService<LocksEndpoint>().HandleUnlockAsync);
        Map(EndpointPolicies.RevokeSubject, services.GetRequiredService<RevokeSubjectEndpoint>().HandleAsync);
        Map(EndpointPolicies.Info, services.GetRequiredService<InfoEndpoint>().HandleAsync);
        Map(EndpointPolicies.List, services.GetRequiredService<SubjectSessionsEndpoint>().HandleAsync);
        Map(EndpointPolicies.Introspect, services.GetRequiredService<IntrospectEndpoint>().HandleAsync);
        Map(EndpointPolicies.RevokeToken, services.GetRequiredService<RevokeTokenEndpoint>().HandleAsync);
        MapOpen(EndpointPolicies.Metadata, services.GetRequiredService<MetadataEndpoint>().HandleAsync);
        Map(EndpointPolicies.Cluster, services.GetRequiredService<ClusterEndpoint>().HandleAsync);
        Map(EndpointPolicies.Janitor, services.GetRequiredService<JanitorEndpoint>().HandleAsync);
        Map(EndpointPolicies.Events, services.GetRequiredService<EventsEndpoint>().HandleAsync);
        endpoints.MapSessionTelemetry().RequireCaller(gate, EndpointPolicies.Metrics);
        endpoints.MapSessionDocument().RequireCaller(gate, EndpointPolicies.Document);

        // With its policy as metadata: whatever answers later, a fault for instance, answers in the style of the call.
        void Map(EndpointPolicy policy, CallerHandler handler) => endpoints.MapMethods(policy.Pattern, [policy.Method], gate.Guard(policy, handler)).WithMetadata(policy);

        void MapOpen(EndpointPolicy policy, RequestDelegate handler) => endpoints.MapMethods(policy.Pattern, [policy.Method], CallerGate.GuardOpen(policy, handler)).WithMetadata(policy);
    }

    /// <summary>Maps the OpenAPI document. Whoever maps it says who may read it.</summary>
    public static IEndpointConventionBuilder MapSessionDocument(this IEndpointRouteBuilder endpoints) => endpoints.MapOpenApi(EndpointPolicies.Document.Pattern);
}
