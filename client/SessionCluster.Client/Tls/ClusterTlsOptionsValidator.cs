using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace SessionCluster.Client.Tls;

/// <summary>Reads the files once before anything starts, so that a wrong one is a sentence and not a connection that does not open.</summary>
internal sealed class ClusterTlsOptionsValidator(TimeProvider clock, IHostEnvironment? environment = null) : IValidateOptions<ClusterTlsOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, ClusterTlsOptions options) =>
        TlsMaterialReader.TryRead(options, environment?.IsDevelopment() == true, clock.GetUtcNow(), out _, out var problem)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{nameof(ClusterTlsOptions)}.{problem}");
}
