using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SessionCluster.Client.Tls;
using SessionCluster.Tests.Shared.Tls;

namespace SessionCluster.Unit.Tests.Client.Tls;

/// <summary>A certificate is renewed while the process runs.</summary>
public sealed class TlsKeeperTests : IDisposable
{
    private readonly TestAuthority _authority = TestAuthority.Create();
    private readonly TestTlsFiles _files;
    private readonly FakeTimeProvider _clock = new(TestAuthority.ValidFrom.AddYears(1));
    private readonly RecordedEvents _log = new();
    private readonly TlsKeeper _keeper;

    public TlsKeeperTests()
    {
        _files = new(_authority.Silo(), _authority);
        _keeper = new(Options.Create(TlsSide.OptionsOf(_files, TlsRole.Silo)), _clock, _log);
    }

    [Fact]
    public void Files_that_stay_change_nothing()
    {
        var before = _keeper.Current;

        _keeper.Reload();

        Assert.Same(before, _keeper.Current);
        Assert.Empty(_log.Events);
    }

    [Fact]
    public void New_files_are_put_in_force()
    {
        var next = _authority.Silo();
        _files.Write(next, _authority);

        _keeper.Reload();

        Assert.Equal(next.Load().Thumbprint, _keeper.Current.Certificate.Thumbprint);
        Assert.Equal(["CertificateReplaced"], _log.Events);
    }

    [Fact]
    public void A_pair_that_is_half_replaced_changes_nothing_is_told_once_and_then_taken_whole()
    {
        var before = _keeper.Current;
        var next = _authority.Silo();
        File.WriteAllText(_files.KeyFile, next.KeyPem);

        _keeper.Reload();
        _keeper.Reload();

        Assert.Same(before, _keeper.Current);
        Assert.Equal(["CertificateKept"], _log.Events);
        File.WriteAllText(_files.CertificateFile, next.Pem);
        _keeper.Reload();
        Assert.Equal(next.Load().Thumbprint, _keeper.Current.Certificate.Thumbprint);
    }

    [Fact]
    public void A_file_that_is_gone_changes_nothing()
    {
        var before = _keeper.Current;
        File.Delete(_files.AuthorityFile);

        _keeper.Reload();

        Assert.Same(before, _keeper.Current);
        Assert.Equal(["CertificateKept"], _log.Events);
    }

    [Fact]
    public void A_week_before_the_end_it_is_told_once()
    {
        _clock.SetUtcNow(TestAuthority.ValidUntil.AddDays(-7));
        _keeper.Reload();
        Assert.Empty(_log.Events);

        _clock.Advance(TimeSpan.FromSeconds(1));
        _keeper.Reload();
        _keeper.Reload();

        Assert.Equal(["CertificateExpires"], _log.Events);
    }

    [Fact]
    public void Without_good_files_there_is_no_start()
    {
        File.Delete(_files.KeyFile);

        var problem = Assert.Throws<OptionsValidationException>(() => new TlsKeeper(Options.Create(TlsSide.OptionsOf(_files, TlsRole.Silo)), _clock, _log));

        Assert.StartsWith("KeyFile is ", Assert.Single(problem.Failures), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _files.Dispose();
        _authority.Dispose();
    }

    private sealed class RecordedEvents : ILogger<TlsKeeper>
    {
        public List<string?> Events { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Events.Add(eventId.Name);
    }
}
