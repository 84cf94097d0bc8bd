using System.Text;
using SessionCluster.Abstractions.Possession;

namespace SessionCluster.Unit.Tests.Abstractions.Possession;

public sealed class KeyThumbprintTests
{
    // docs/vectors.md, section 3: RFC 8037 A.3.
    private const string Canonical = """{"crv":"Ed25519","kty":"OKP","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""";
    private const string Thumbprint = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k";

    [Fact]
    public void It_is_the_SHA256_of_what_names_the_key() => Assert.Equal(Thumbprint, KeyThumbprint.Of(Encoding.ASCII.GetBytes(Canonical)).ToString());

    [Fact]
    public void Its_text_is_read_back_and_no_other_form_of_it()
    {
        Assert.True(KeyThumbprint.TryParse(Thumbprint, out var read));
        Assert.Equal(KeyThumbprint.Of(Encoding.ASCII.GetBytes(Canonical)), read);
        Assert.All(
            ["", Thumbprint[1..], Thumbprint + "A", Thumbprint + "=", Thumbprint[..^1] + "+", new string('A', 43), Thumbprint[..^1] + Digest128Tests.Sibling(Thumbprint[^1])],
            other => Assert.False(KeyThumbprint.TryParse(other, out _)));
    }

    [Fact]
    public void Two_keys_differ_and_unset_is_none()
    {
        Assert.NotEqual(KeyThumbprint.Of("a"u8), KeyThumbprint.Of("b"u8));
        Assert.True(default(KeyThumbprint).IsUnset);
        Assert.False(new Confirmation(ConfirmationMethod.Jkt, default).IsWellFormed);
        Assert.False(new Confirmation(0, KeyThumbprint.Of("a"u8)).IsWellFormed);
        Assert.False(new Confirmation((ConfirmationMethod)3, KeyThumbprint.Of("a"u8)).IsWellFormed);
        Assert.All(Enum.GetValues<ConfirmationMethod>(), method => Assert.True(new Confirmation(method, KeyThumbprint.Of("a"u8)).IsWellFormed));
    }
}
