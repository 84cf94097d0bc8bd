using System.Security.Claims;
using SessionCluster.Abstractions.Assurance;

var builder = WebApplication.CreateBuilder(args);

// Address, ClientId and ClientSecret of this service, as the operator gave them.
builder.Services.AddSessionClusterHttpClient(builder.Configuration.GetSection("Sessions").Bind);
builder.Services.AddAuthentication().AddSessionCluster(options => options.Audience = "orders");

var app = builder.Build();
app.MapGet("/", (ClaimsPrincipal user) => $"Hello {user.Identity!.Name}").RequireAuthorization();
app.MapGet("/orders", () => "no orders yet").RequireScope("orders.read");
app.MapDelete("/orders", () => "gone").RequireScope("orders.write").RequireAssurance(AssuranceLevel.Aal2, maxAge: TimeSpan.FromMinutes(5));
app.Run();
