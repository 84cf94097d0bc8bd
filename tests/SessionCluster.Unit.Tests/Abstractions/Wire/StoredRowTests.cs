using SessionCluster.Core.Admission;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Unit.Tests.Abstractions.Wire;

/// <summary>Rows as version 0.1 wrote them. They are never written again: a version that can't read them loses everybody's sessions.</summary>
public sealed class StoredRowTests
{
    private const string Session =
        "20e82080030201e01bc6015a810b0a090807060504e021e82080030201e01bc6015a810b0a090807060504e021e8400b616c696365e021e84017696e74657261"
        + "6374697665e021e8400973686f70e0212020000541176f72646572732e7265616440196f72646572732e7772697465e0e0e02120000521e8400d6f7264657273"
        + "e020e8400f62696c6c696e67e0e0e0010921200005410770776440076f7470e0e02180009afc45c4efde08810000000000000000e0218000e0bf69c4efde0881"
        + "0000000000000000e0218000c0f4fe28f0de08810000000000000000e0810034e230040000002120200003214009706c616e4109676f6c64e0e03101312cd42e"
        + "1d537472696e67436f6d706172657200030101e0c101e0e0e021e880af000e7fc906d82b81a963a78f32c31f1ae0212080312dcda4e0808ced812db2355b1217"
        + "ea5581f3de821c0657bcca8110d2aa1bb84315c7e0e021e8400b6c6f67696ee001110107218000e0bf69c4efde08810000000000000000e021e80002020121e0"
        + "21e8000d21e80019412361206c6170746f7020776173206c6f737421e8000921e8401168656c706465736be0e0e02180003e901cc5efde088100000000000000"
        + "00e021e880080706050403020181100f0e0d0c0b0a09e00105e0e0";

    private const string Subject =
        "20e820e880af000e7fc906d82b81a963a78f32c31f1ae021e8400b616c696365e00115011121e80015218000e0bf69c4efde08810000000000000000e021e800"
        + "19412361206c6170746f7020776173206c6f737421e8000921e8401168656c706465736be0e0e021e880080706050403020181100f0e0d0c0b0a09e0e0212000"
        + "0321e82080030201e01bc6015a810b0a090807060504e021e84017696e746572616374697665e00111e0e0e02120000321e880f9bab6513f8636ce8150afe9b3"
        + "ff9763d12180808c5bd2c5efde08810000000000000000e0e0e0e0e0";

    [Fact]
    public void A_session_row_of_0_1_is_read() => Assert.Equal(DeepText.Of(WireSamples.State), DeepText.Of(OrleansWire.Read<SessionState>(Convert.FromHexString(Session))));

    [Fact]
    public void A_subject_row_of_0_1_is_read() => Assert.Equal(DeepText.Of(WireSamples.Subject), DeepText.Of(OrleansWire.Read<SubjectState>(Convert.FromHexString(Subject))));

    [Fact]
    public void This_version_still_writes_them_so()
    {
        Assert.Equal(Session, Convert.ToHexStringLower(OrleansWire.Bytes(WireSamples.State)));
        Assert.Equal(Subject, Convert.ToHexStringLower(OrleansWire.Bytes(WireSamples.Subject)));
    }
}
