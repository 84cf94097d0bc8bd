using System.Diagnostics;
using System.Globalization;
using SessionCluster.Cli.Tour.Crash;

namespace SessionCluster.Unit.Tests.Cli.Tour;

/// <summary>The records of <c>eng/local-cluster.sh</c>: only a process that is the recorded one is ended.</summary>
public sealed class LocalClusterTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("sessionctl-local-");
    private readonly Process _process = Process.Start("sleep", "600");

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task A_silo_that_runs_is_found_and_killed()
    {
        Record("silo-2", $"{_process.Id} {Began()} 5081 11112 30001");

        var silo = Assert.Single(LocalCluster.Running(_directory.FullName));

        Assert.Equal((2, 5081), (silo.Index, silo.HttpPort));
        Assert.True(silo.TryKill());
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Empty(LocalCluster.Running(_directory.FullName));
        Assert.False(silo.TryKill());
    }

    [Fact]
    public void Another_process_with_the_same_id_is_left_alone()
    {
        var silo = new LocalSilo(1, _process.Id, "1", 5080);

        Assert.False(silo.Runs);
        Assert.False(silo.TryKill());
        Assert.False(_process.HasExited);
    }

    [Fact]
    public void What_is_no_record_of_a_silo_is_none()
    {
        Record("silo-1", "- - 5080 11111 30000");
        Record("silo-1.log", $"{_process.Id} {Began()} 5080 11111 30000");
        Record("silo-2", "");
        Record("silo-3", $"{_process.Id}");
        Record("azurite", $"{_process.Id} {Began()} 10002");

        Assert.Empty(LocalCluster.Running(_directory.FullName));
    }

    private void Record(string name, string line) => File.WriteAllText(Path.Combine(_directory.FullName, name), line + "\n");

    private string Began()
    {
        var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/stat"));
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19];
    }
}
