using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SessionCluster.Client.Tls;

/// <summary>Has the material in force, and reads the files again. A connection is checked when it opens: one that is open outlives a renewal.</summary>
internal sealed partial class TlsKeeper
{
    private static readonly TimeSpan Foresight = TimeSpan.FromDays(7);

    private readonly ClusterTlsOptions _options;
    private readonly bool _isDevelopment;
    private readonly TimeProvider _clock;
    private readonly ILogger<TlsKeeper> _logger;
    private volatile TlsMaterial _current;
    private string? _told;
    private string? _expiring;

    /// <summary>Reads the files.</summary>
    /// <exception cref="OptionsValidationException">A file has a problem.</exception>
    public TlsKeeper(IOptions<ClusterTlsOptions> options, TimeProvider clock, ILogger<TlsKeeper> logger, IHostEnvironment? environment = null)
    {
        _options = options.Value;
        _isDevelopment = environment?.IsDevelopment() == true;
        _clock = clock;
        _logger = logger;
        _current = TlsMaterialReader.TryRead(_options, _isDevelopment, Now, out var material, out var problem)
            ? material
            : throw new OptionsValidationException(nameof(ClusterTlsOptions), typeof(ClusterTlsOptions), [problem.ToString()]);
    }

    /// <summary>What is in force.</summary>
    public TlsMaterial Current => _current;

    /// <summary>The time at which certificates are checked.</summary>
    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>Reads once.</summary>
    public void Reload()
    {
        var problem = Read();
        if (problem is not null && problem != _told)
        {
            LogKept(problem);
        }

        _told = problem;
        WarnOfTheEnd();
    }

    private string? Read()
    {
        if (!TlsFiles.TryRead(_options, out var files, out var unread))
        {
            return unread.ToString();
        }

        if (files.Digest == _current.Digest)
        {
            return null;
        }

        if (!TlsMaterialReader.TryRead(_options, files, _isDevelopment, Now, out var material, out var problem))
        {
            return problem.ToString();
        }

        _current = material;
        LogReplaced(material.Certificate.NotAfter.ToUniversalTime());
        return null;
    }

    private void WarnOfTheEnd()
    {
        var certificate = _current.Certificate;
        if (certificate.NotAfter.ToUniversalTime() - Now < Foresight && _expiring != certificate.Thumbprint)
        {
            _expiring = certificate.Thumbprint;
            LogExpires(certificate.NotAfter.ToUniversalTime());
        }
    }
}
