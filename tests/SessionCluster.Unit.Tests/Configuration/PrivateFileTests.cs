using SessionCluster.Silo.Configuration;

namespace SessionCluster.Unit.Tests.Configuration;

public sealed class PrivateFileTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("sessioncluster-private-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void A_file_that_is_there_is_never_overwritten()
    {
        var path = Path.Combine(_directory, "ring.json");

        Assert.True(PrivateFile.TryCreate(path, "first"u8));
        Assert.False(PrivateFile.TryCreate(path, "second"u8));

        Assert.Equal("first", File.ReadAllText(path));
    }

    [Fact]
    public async Task Of_many_that_start_at_once_one_makes_the_file_and_all_find_that_one_whole()
    {
        for (var round = 0; round < 100; round++)
        {
            var path = Path.Combine(_directory, $"ring-{round}.json");
            using var start = new Barrier(4);

            var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    var first = PrivateFile.TryCreate(path, [(byte)('0' + number), (byte)('0' + number)]);
                    return (first, content: File.ReadAllText(path));
                },
                TaskCreationOptions.LongRunning)));

            Assert.Single(made, maker => maker.first);
            Assert.Single(made.Select(maker => maker.content).Distinct());
            Assert.Equal(2, made[0].content.Length);
        }

        Assert.Equal(100, Directory.GetFiles(_directory).Length);
    }

    [Fact]
    public void A_directory_that_is_there_is_left_as_it_is()
    {
        PrivateFile.CreateDirectory(_directory);
        PrivateFile.CreateDirectory(Path.Combine(_directory, "a", "b"));

        Assert.True(Directory.Exists(Path.Combine(_directory, "a", "b")));
    }
}
