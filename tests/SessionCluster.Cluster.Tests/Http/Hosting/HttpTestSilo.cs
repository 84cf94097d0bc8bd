using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SessionCluster.Silo.Endpoints.Policy;
using SessionCluster.Silo.Hosting;

namespace SessionCluster.Cluster.Tests.Http.Hosting;

/// <summary>
/// The whole silo in this process, as its program builds it, on free ports and a directory of its own. In Development: what is said to nobody must not be said there either.
/// </summary>
internal sealed class HttpTestSilo : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("sessioncluster-http-");
    private WebApplication _app = null!;

    /// <summary>Where HTTP listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Sends without credentials of its own.</summary>
    public HttpClient Http { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts one.</summary>
    /// <param name="replace">Registers replacements before the product's own services.</param>
    /// <param name="settings">More configuration.</param>
    public static async Task<HttpTestSilo> StartAsync(Action<IServiceCollection>? replace = null, params KeyValuePair<string, string?>[] settings)
    {
        var silo = new HttpTestSilo();
        try
        {
            await silo.StartAsync(builder =>
            {
                builder.Configuration.AddInMemoryCollection([.. Settings, .. HttpCaller.Configured.SelectMany(caller => caller.ToConfiguration()), .. settings]);
                builder.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
                replace?.Invoke(builder.Services);
            });
            return silo;
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a call of the policy table and checks what holds for every answer.</summary>
    /// <param name="policy">The call.</param>
    /// <param name="caller">Who; <see langword="null"/> for nobody.</param>
    /// <param name="body">The body, if any.</param>
    /// <param name="parameter">The path's parameter, percent-encoded.</param>
    /// <param name="query">A query with its question mark.</param>
    public async Task<HttpAnswer> CallAsync(EndpointPolicy policy, HttpCaller? caller, string? body = null, string parameter = "somebody", string query = "")
    {
        using var content = body is null ? null : new StringContent(body, new MediaTypeHeaderValue("application/json"));
        return await CallAsync(policy, caller, content, parameter, query);
    }

    /// <inheritdoc cref="CallAsync(EndpointPolicy, HttpCaller?, string?, string, string)"/>
    public async Task<HttpAnswer> CallAsync(EndpointPolicy policy, HttpCaller? caller, HttpContent? content, string parameter = "somebody", string query = "")
    {
        using var request = new HttpRequestMessage(new(policy.Method), Url(PathOf(policy, parameter) + query)) { Content = content };
        request.Headers.Authorization = caller?.Authorization;
        var answer = await SendAsync(request);
        answer.RequireDocumented(policy);
        return answer;
    }

    /// <summary>Sends any request and checks what holds for every answer.</summary>
    public async Task<HttpAnswer> SendAsync(HttpRequestMessage request)
    {
        using var response = await Http.SendAsync(request);
        var answer = await HttpAnswer.ReadAsync(response);
        answer.RequireCommon();
        return answer;
    }

    /// <summary>Stops it; what is open ends.</summary>
    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    /// <summary>An address whose path is sent as it stands.</summary>
    public Uri Url(string pathAndQuery) => new($"{Address.GetLeftPart(UriPartial.Authority)}{pathAndQuery}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    /// <summary>The path of a call.</summary>
    public static string PathOf(EndpointPolicy policy, string parameter) => policy.Pattern.Replace("{sub}", parameter, StringComparison.Ordinal).Replace("{sid}", parameter, StringComparison.Ordinal).Replace("{id}", parameter, StringComparison.Ordinal);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        _directory.Delete(recursive: true);
    }

    // The development exception for bearer sessions stands in the settings that ship; a class of our own without a limit that tests would reach.
    private static IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("SessionCluster:Classes:bearer:AbsoluteLifetime", "01:00:00"),
        new("SessionCluster:Classes:bearer:IdleTimeout", "00:10:00"),
        new("SessionCluster:Classes:bearer:Human", "true"),
        new("SessionCluster:Classes:bearer:MaxSessions", "2000"),
        new("SessionCluster:Classes:bearer:MaxAudiences", "8"),
        new("SessionCluster:Classes:bearer:Bearer:Allowed", "true"),
        new("SessionCluster:Classes:bearer:Bearer:Justification", "Tests: most of them are about something else than keys."),
        new("SessionCluster:Classes:single:AbsoluteLifetime", "01:00:00"),
        new("SessionCluster:Classes:single:IdleTimeout", "00:10:00"),
        new("SessionCluster:Classes:single:MaxSessions", "1"),
        new("SessionCluster:Classes:single:Bearer:Allowed", "true"),
        new("SessionCluster:Classes:single:Bearer:Justification", "Tests: most of them are about something else than keys."),
        new("SessionCluster:Classes:nonces:AbsoluteLifetime", "01:00:00"),
        new("SessionCluster:Classes:nonces:IdleTimeout", "00:10:00"),
        new("SessionCluster:Classes:nonces:NonceAlways", "true"),
        new("SessionCluster:MaxSessionsPerSubject", "2000"),
    ];

    private async Task StartAsync(Action<WebApplicationBuilder> configure)
    {
        string[] arguments =
        [
            "--environment=Development", $"--contentRoot={_directory.FullName}", $"--SessionCluster:DataDirectory={Path.Combine(_directory.FullName, "data")}",
            "--SessionCluster:Http:Urls=http://127.0.0.1:0", "--SessionCluster:Cluster:SiloPort=0", "--SessionCluster:Cluster:GatewayPort=0",
        ];
        _app = SiloApplication.Build(arguments, configure);
        await _app.StartAsync();
        Address = new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
    }
}
