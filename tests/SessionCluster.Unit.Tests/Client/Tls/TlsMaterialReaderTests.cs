using SessionCluster.Client.Tls;
using SessionCluster.Tests.Shared.Tls;

namespace SessionCluster.Unit.Tests.Client.Tls;

/// <summary>A wrong file is a sentence at the start, not a connection that does not open.</summary>
public sealed class TlsMaterialReaderTests : IDisposable
{
    private static readonly DateTimeOffset Now = TestAuthority.ValidFrom.AddYears(1);

    private readonly TestAuthority _authority = TestAuthority.Create();
    private readonly TestAuthority _other = TestAuthority.Create();
    private readonly TestTlsFiles _files;

    public TlsMaterialReaderTests() => _files = new(_authority.Silo(), _authority);

    [Fact]
    public void Good_files_are_taken()
    {
        Assert.Null(Problem(TlsRole.Silo));
        Assert.Null(Problem(TlsRole.Client));
    }

    [Theory]
    [InlineData(nameof(ClusterTlsOptions.CertificateFile))]
    [InlineData(nameof(ClusterTlsOptions.KeyFile))]
    [InlineData(nameof(ClusterTlsOptions.AuthorityFile))]
    public void A_file_that_is_not_named_not_there_too_large_or_no_PEM_is_told_by_its_member(string member)
    {
        var path = typeof(ClusterTlsOptions).GetProperty(member)!;
        var options = TlsSide.OptionsOf(_files, TlsRole.Silo);
        var file = (string)path.GetValue(options)!;

        File.WriteAllText(file, "-----BEGIN NOTHING-----");
        Assert.StartsWith($"{member} is {file}, which has no ", Read(options), StringComparison.Ordinal);
        File.WriteAllText(file, new('x', TlsFiles.MaxBytes + 1));
        Assert.Equal($"{member} is {file}, which is larger than 262144 bytes: it is no PEM file of certificates.", Read(options));
        File.Delete(file);
        Assert.Equal($"{member} is {file}, which can't be read (FileNotFoundException).", Read(options));
        path.SetValue(options, null);
        Assert.StartsWith($"{member} is missing", Read(options), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_of_another_certificate_is_refused()
    {
        File.WriteAllText(_files.KeyFile, _authority.Silo().KeyPem);

        Assert.StartsWith($"KeyFile is {_files.KeyFile}, which has no unencrypted private key in PEM form, or that of another certificate", Problem(TlsRole.Silo), StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_that_the_authority_does_not_vouch_for_is_refused()
    {
        _files.Write(_other.Silo(), _authority);

        Assert.Contains("does not vouch for it now (", Problem(TlsRole.Silo), StringComparison.Ordinal);
    }

    [Fact]
    public void Before_its_beginning_and_after_its_end_a_certificate_is_refused()
    {
        Assert.Null(Problem(TlsRole.Silo, TestAuthority.ValidFrom));
        Assert.Contains("(NotTimeValid)", Problem(TlsRole.Silo, TestAuthority.ValidFrom.AddSeconds(-1)), StringComparison.Ordinal);
        Assert.Null(Problem(TlsRole.Silo, TestAuthority.ValidUntil.AddSeconds(-1)));
        Assert.Contains("valid 2026-01-01 00:00:00Z to 2030-01-01 00:00:00Z", Problem(TlsRole.Silo, TestAuthority.ValidUntil.AddSeconds(1)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_silo_needs_the_name_of_silos_and_both_usages()
    {
        _files.Write(_authority.Client(), _authority);
        Assert.Contains("does not name serverAuth", Problem(TlsRole.Silo), StringComparison.Ordinal);
        _files.Write(_authority.Issue("x", [TestCertificate.ServerUsage], "sessioncluster-silo"), _authority);
        Assert.Contains("does not name clientAuth", Problem(TlsRole.Silo), StringComparison.Ordinal);
        _files.Write(_authority.Issue("sessioncluster-silo", [TestCertificate.ServerUsage, TestCertificate.ClientUsage], null), _authority);
        Assert.Contains("does not have the DNS name sessioncluster-silo", Problem(TlsRole.Silo), StringComparison.Ordinal);
        Assert.Null(Problem(TlsRole.Client));
    }

    [Fact]
    public void An_authority_file_has_a_root()
    {
        using var below = _authority.CreateIntermediate("Below");
        _files.Write(below.Silo(), below);
        Assert.Contains("which has no self-signed certificate", Problem(TlsRole.Silo), StringComparison.Ordinal);

        _files.Write(below.Silo(), below, _authority);
        Assert.Null(Problem(TlsRole.Silo));
    }

    [Fact, Rule("N17")]
    public void What_was_read_does_not_print_the_key()
    {
        Assert.True(TlsFiles.TryRead(TlsSide.OptionsOf(_files, TlsRole.Silo), out var files, out _));

        Assert.Equal(nameof(TlsFiles), files.ToString());
    }

    public void Dispose()
    {
        _files.Dispose();
        _authority.Dispose();
        _other.Dispose();
    }

    private static string? Read(ClusterTlsOptions options, DateTimeOffset? now = null) =>
        TlsMaterialReader.TryRead(options, isDevelopment: false, now ?? Now, out _, out var problem) ? null : problem.ToString();

    private string? Problem(TlsRole role, DateTimeOffset? now = null) => Read(TlsSide.OptionsOf(_files, role), now);
}
