using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Client;
using SessionCluster.Client.Sessions;

var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddSessionClusterClient(options =>
{
    options.Environment = "dev";
    options.KeyRingFile = builder.Configuration["EdgeRing"];
});
builder.UseOrleansClient(client => client.UseLocalhostClustering(builder.Configuration.GetValue("Gateway", 30000), serviceId: "sessioncluster", clusterId: "dev"));
using var host = builder.Build();
await host.StartAsync();

var sessions = host.Services.GetRequiredService<ISessionClient>();
var me = ClientId.Create("orders-api");
var orders = Audience.Create("orders");
_ = SubjectId.TryCreate("alice", out var alice, out _);

// The login service, after MFA. Refusals are results: nothing is thrown.
var result = await sessions.EstablishAsync(new()
{
    Subject = alice,
    Class = SessionClassName.Create("interactive"),
    Audiences = [orders],
    Authentication = new(["pwd", "otp"], DateTimeOffset.UtcNow),
    EstablishedBy = me,
});
if (result is not EstablishResult.Established session)
{
    Console.WriteLine(result);
    return;
}

// The API service, for every request: accepted.
var presented = new ValidateDescriptor { Token = session.Token.Reveal(), Audience = orders };
Console.WriteLine(await sessions.ValidateAsync(presented));

// Once this returns a receipt, nothing that starts later is accepted: refused: Revoked.
await sessions.RevokeAsync(new RevokeDescriptor.ById(session.Id, new(RevocationReason.Logout, null, EndInitiator.By(me))));
Console.WriteLine(await sessions.ValidateAsync(presented));
await host.StopAsync();
