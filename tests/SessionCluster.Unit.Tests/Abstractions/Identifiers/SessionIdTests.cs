using CsCheck;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Unit.Tests.Abstractions.Identifiers;

public sealed class SessionIdTests
{
    private static readonly Gen<SessionId> Ids = Gen.Byte.Array[SessionId.Size].Select(bytes => SessionId.FromBytes(bytes));

    private static readonly byte[] Random = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

    private static DateTimeOffset Minute => DateTimeOffset.UnixEpoch.AddMinutes(29_500_000);

    [Fact]
    public void The_published_handle_is_composed_from_its_parts()
    {
        var id = SessionId.Create(0x5a, Minute, [0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7, 0xa8, 0xa9, 0xaa]);

        Assert.Equal("5a01c22260a0a1a2a3a4a5a6a7a8a9aa", id.ToString());
        Assert.Equal((0x5a, 29_500_000u, Minute), (id.Shard, id.DeadlineMinutes, id.Deadline));
    }

    [Fact]
    [Rule("L18")]
    public void A_deadline_on_the_minute_is_kept_and_anything_after_it_is_rounded_up()
    {
        Assert.Equal(Minute, SessionId.Create(0, Minute, Random).Deadline);
        Assert.Equal(Minute.AddMinutes(1), SessionId.Create(0, Minute.AddTicks(1), Random).Deadline);
        Assert.Equal(Minute.AddMinutes(1), SessionId.Create(0, Minute.AddSeconds(1), Random).Deadline);
        Assert.Equal(Minute.AddMinutes(1), SessionId.Create(0, Minute.AddMinutes(1).AddTicks(-1), Random).Deadline);
        Assert.Equal(Minute.AddMinutes(1), SessionId.Create(0, Minute.AddMinutes(1), Random).Deadline);
    }

    [Fact]
    public void The_deadline_of_an_id_is_never_before_the_sessions_and_less_than_a_minute_after() =>
        Gen.Long[0, DateTimeOffset.UnixEpoch.AddYears(8000).Ticks - DateTimeOffset.UnixEpoch.Ticks].Select(Gen.Byte, Gen.Byte.Array[SessionId.RandomSize]).Sample((ticks, shard, random) =>
        {
            var deadline = DateTimeOffset.UnixEpoch.AddTicks(ticks);
            var id = SessionId.Create(shard, deadline, random);

            Assert.InRange(id.Deadline - deadline, TimeSpan.Zero, TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(1));
            Assert.Equal(shard, id.Shard);
            Assert.Equal(random, Bytes(id)[5..]);
        }, iter: 2_000);

    [Fact]
    public void A_deadline_is_an_instant_whatever_its_offset() =>
        Assert.Equal(SessionId.Create(0, Minute, Random), SessionId.Create(0, Minute.ToOffset(TimeSpan.FromHours(-7)), Random));

    [Fact]
    public void A_deadline_before_the_epoch_or_in_the_calendars_last_day_does_not_fit()
    {
        var last = new DateTimeOffset(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(DateTimeOffset.UnixEpoch, SessionId.Create(1, DateTimeOffset.UnixEpoch, Random).Deadline);
        Assert.Equal(last, SessionId.Create(1, last, Random).Deadline);
        Assert.Throws<ArgumentException>(() => SessionId.Create(1, DateTimeOffset.UnixEpoch.AddTicks(-1), Random));
        Assert.Throws<ArgumentException>(() => SessionId.Create(1, last.AddTicks(1), Random));
        Assert.Throws<ArgumentException>(() => SessionId.Create(1, DateTimeOffset.MaxValue, Random));
    }

    [Theory]
    [InlineData("00fffffffff000000000000000000001")]
    [InlineData("00fbbb84010000000000000000000001")]
    [InlineData("ffffffffffffffffffffffffffffffff")]
    public void A_handle_that_somebody_made_up_has_a_deadline_to_which_a_tolerance_can_be_added(string handle)
    {
        Assert.True(SessionId.TryParse(handle, out var id));

        Assert.Equal(new DateTimeOffset(9999, 12, 31, 0, 0, 0, TimeSpan.Zero), id.Deadline);
        Assert.True(id.Deadline.AddSeconds(10) < DateTimeOffset.MaxValue);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(12)]
    public void The_random_part_has_eleven_bytes(int length) => Assert.Throws<ArgumentException>(() => SessionId.Create(0, Minute, new byte[length]));

    [Theory]
    [InlineData(15)]
    [InlineData(17)]
    public void An_id_has_sixteen_bytes(int length) => Assert.Throws<ArgumentException>(() => SessionId.FromBytes(new byte[length]));

    [Fact]
    public void Every_id_is_read_back_from_bytes_and_handle() =>
        Ids.Where(id => !id.IsUnset).Sample(id =>
        {
            Assert.Equal(id, SessionId.FromBytes(Bytes(id)));
            Assert.True(SessionId.TryParse(id.ToString(), out var parsed));
            Assert.Equal(id, parsed);
            Assert.Equal(Convert.ToHexStringLower(Bytes(id)), id.ToString());
            Assert.Equal(id.GetHashCode(), parsed.GetHashCode());
        }, iter: 1_000);

    [Theory]
    [InlineData("")]
    [InlineData("5a01c22260a0a1a2a3a4a5a6a7a8a9a")]
    [InlineData("5a01c22260a0a1a2a3a4a5a6a7a8a9aaa")]
    [InlineData("5A01c22260a0a1a2a3a4a5a6a7a8a9aa")]
    [InlineData(" 5a01c22260a0a1a2a3a4a5a6a7a8a9a")]
    [InlineData("5a01c22260a0a1a2a3a4a5a6a7a8a9a ")]
    [InlineData("0x01c22260a0a1a2a3a4a5a6a7a8a9aa")]
    [InlineData("5a01c22260a0a1a2-3a4a5a6a7a8a9aa")]
    [InlineData("5a01c22260a0a1a+a3a4a5a6a7a8a9aa")]
    [InlineData("５a01c22260a0a1a2a3a4a5a6a7a8a9aa")]
    [InlineData("5a01c22260a0a1a2a3a4a5a6a7a8a9ag")]
    [InlineData("00000000000000000000000000000000")]
    public void A_handle_is_32_lower_case_hexadecimal_characters_and_not_all_zero(string text)
    {
        Assert.False(SessionId.TryParse(text, out var id));
        Assert.Equal(default, id);
        Assert.True(id.IsUnset);
    }

    [Fact]
    public void Half_zero_is_not_unset()
    {
        Assert.True(SessionId.TryParse("00000000000000000000000000000001", out var low));
        Assert.True(SessionId.TryParse("00000000000000010000000000000000", out var high));
        Assert.False(low.IsUnset);
        Assert.False(high.IsUnset);
        Assert.NotEqual(low, high);
    }

    [Fact]
    public void Ids_are_ordered_as_their_handles() =>
        Gen.Select(Ids, Ids).Sample((left, right) => AgreeOnOrder(left, right), iter: 1_000);

    [Theory]
    [InlineData("00000000000000010000000000000002", "00000000000000010000000000000002")]
    [InlineData("00000000000000010000000000000002", "00000000000000010000000000000003")]
    [InlineData("00000000000000020000000000000001", "00000000000000010000000000000003")]
    [InlineData("80000000000000000000000000000000", "7fffffffffffffffffffffffffffffff")]
    [InlineData("00000000000000018000000000000000", "00000000000000017fffffffffffffff")]
    public void Ids_that_differ_in_one_half_only_are_ordered_too(string left, string right)
    {
        Assert.True(SessionId.TryParse(left, out var first));
        Assert.True(SessionId.TryParse(right, out var second));

        AgreeOnOrder(first, second);
        AgreeOnOrder(second, first);
    }

    private static void AgreeOnOrder(SessionId left, SessionId right)
    {
        var order = string.CompareOrdinal(left.ToString(), right.ToString());

        Assert.Equal(Math.Sign(order), Math.Sign(left.CompareTo(right)));
        Assert.Equal((order < 0, order <= 0, order > 0, order >= 0), (left < right, left <= right, left > right, left >= right));
        Assert.Equal((order == 0, order != 0, order == 0), (left == right, left != right, left.Equals((object)right)));
    }

    private static byte[] Bytes(SessionId id)
    {
        var bytes = new byte[SessionId.Size];
        id.CopyTo(bytes);
        return bytes;
    }
}
