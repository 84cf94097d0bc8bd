using SessionCluster.Silo.Storage.Files;

namespace SessionCluster.Unit.Tests.Storage.Files;

public sealed class SystemMountTableTests
{
    private static readonly string[] s_mountInfo =
    [
        "22 28 0:21 / /proc rw,nosuid shared:14 - proc proc rw",
        "28 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw",
        "95 28 0:44 / /srv rw,relatime shared:50 - nfs4 server:/export rw,vers=4.2",
        "96 95 8:17 / /srv/local rw,relatime shared:51 master:3 - xfs /dev/sdb1 rw",
        "97 28 0:50 / /mnt/with\\040space\\134and rw - fuse.sshfs host:/ rw",
        "98 28 0:51 / /over rw - ext4 /dev/sdc1 rw",
        "99 28 0:52 / /over rw - cifs //server/share rw",
        "100 28 0:60 / /btrfs rw - btrfs /dev/sdd1 rw",
        "a line that is not one",
    ];

    [Theory]
    [InlineData("/", "ext4")]
    [InlineData("/var/lib/sessions", "ext4")]
    [InlineData("/srv", "nfs4")]
    [InlineData("/srv/sessions", "nfs4")]
    [InlineData("/srv/local/sessions", "xfs")]
    [InlineData("/srv/localities", "nfs4")]
    [InlineData("/srvother", "ext4")]
    [InlineData("/mnt/with space\\and/data", "fuse.sshfs")]
    [InlineData("/over/data", "cifs")]
    public void A_directory_lies_on_the_nearest_mount_above_it(string directory, string fileSystem) =>
        Assert.Equal(fileSystem, SystemMountTable.Find(s_mountInfo, directory, device: null)!.Value.FileSystem);

    [Fact]
    public void The_device_decides_before_the_path_for_a_path_may_go_through_a_link() =>
        Assert.Equal(new MountPoint("/srv", "nfs4"), SystemMountTable.Find(s_mountInfo, "/home/link/data", device: 44));

    [Fact]
    public void A_device_that_is_not_listed_leaves_the_path_to_decide() =>
        Assert.Equal(new MountPoint("/btrfs", "btrfs"), SystemMountTable.Find(s_mountInfo, "/btrfs/data", device: 12_345));

    [Fact]
    public void A_table_without_lines_says_nothing() => Assert.Null(SystemMountTable.Find([], "/data", device: 1));

    [Fact]
    public void The_running_system_knows_where_temporary_files_lie()
    {
        var mount = new SystemMountTable().Find(Path.GetTempPath().TrimEnd('/'));

        Assert.NotNull(mount);
        Assert.NotEmpty(mount.Value.FileSystem);
    }

    [Theory]
    [InlineData("nfs", true)]
    [InlineData("nfs4", true)]
    [InlineData("cifs", true)]
    [InlineData("smb3", true)]
    [InlineData("ceph", true)]
    [InlineData("9p", true)]
    [InlineData("fuse", true)]
    [InlineData("fuse.sshfs", true)]
    [InlineData("fuse.glusterfs", true)]
    [InlineData("fuse.something-new", true)]
    [InlineData("network drive", true)]
    [InlineData("fuseblk", false)]
    [InlineData("fuse.fuse-overlayfs", false)]
    [InlineData("ext4", false)]
    [InlineData("xfs", false)]
    [InlineData("btrfs", false)]
    [InlineData("zfs", false)]
    [InlineData("overlay", false)]
    [InlineData("tmpfs", false)]
    [InlineData("apfs", false)]
    [InlineData("NTFS", false)]
    public void Network_file_systems_are_refused(string fileSystem, bool refused) => Assert.Equal(refused, NetworkFileSystem.IsRefused(fileSystem));
}
