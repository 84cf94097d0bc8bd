using System.Text;
using SessionCluster.Silo.Storage.Sealing;

namespace SessionCluster.Unit.Tests.Storage.Sealing;

/// <summary>Values computed with another implementation (Python's hmac), so that rows written today are read by every later version.</summary>
public sealed class SealVectorTests
{
    private static readonly byte[] s_key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Theory]
    [InlineData(5, "sc.SessionState", "state bytes", "7c64810d33b54f4c9b28e9c3381d49e125bde98223efd9b7a3d6f7dfbdd5d83d")]
    [InlineData(31, "", "", "4e6a4eb55a3a9a48d834c62d8d13511e2d73e3ae48b814e8e0bbe23f2f12dfcf")]
    public void A_seal_is_the_hmac_that_the_format_says(byte keyId, string schema, string state, string seal)
    {
        var row = RowSeal.Seal(keyId, s_key, Encoding.UTF8.GetBytes(schema), Encoding.UTF8.GetBytes(state));

        Assert.Equal(seal, Convert.ToHexStringLower(row.AsSpan(2, 32)));
        Assert.True(RowSeal.Verify(row, s_key, Encoding.UTF8.GetBytes(schema)));
    }

    [Fact]
    public void Schema_and_state_do_not_run_into_one_another()
    {
        var row = RowSeal.Seal(1, s_key, "ab"u8, "c"u8);
        var shifted = RowSeal.Seal(1, s_key, "a"u8, "bc"u8);

        Assert.NotEqual(row[2..34], shifted[2..34]);
    }
}
