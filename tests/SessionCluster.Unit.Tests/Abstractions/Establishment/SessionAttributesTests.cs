using System.Text.Encodings.Web;
using System.Text.Json;
using CsCheck;
using SessionCluster.Abstractions.Establishment;

namespace SessionCluster.Unit.Tests.Abstractions.Establishment;

public sealed class SessionAttributesTests
{
    private static readonly JsonSerializerOptions Wire = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData("x", 2048 - 8, true)]
    [InlineData("x", 2048 - 7, false)]
    [InlineData("é", 1020, true)]
    [InlineData("é", 1021, false)]
    public void Attributes_have_at_most_2048_bytes_of_JSON(string character, int count, bool good)
    {
        // {"a":"..."} is eight bytes and the value.
        var values = new Dictionary<string, string> { ["a"] = string.Concat(Enumerable.Repeat(character, count)) };

        Assert.Equal(good, SessionAttributes.TryCreate(values, out var attributes));
        Assert.Equal(good ? 1 : 0, attributes.Values.Count);
    }

    [Fact]
    public void The_size_is_that_of_the_JSON_on_the_wire() =>
        Gen.Dictionary(Gen.String[Gen.Char[' ', '~'], 1, 20], Gen.String[Gen.Char[' ', 'ÿ'], 0, 80])[0, 40].Sample(values =>
        {
            var size = JsonSerializer.SerializeToUtf8Bytes(values, Wire).Length;

            Assert.Equal(size <= SessionAttributes.MaxBytes, SessionAttributes.TryCreate(values, out _));
        }, iter: 1_000);

    [Fact]
    public void Attributes_are_kept_by_name_in_ordinal_order()
    {
        Assert.True(SessionAttributes.TryCreate(new Dictionary<string, string> { ["b"] = "1", ["B"] = "2", ["a"] = string.Empty }, out var attributes));

        Assert.Equal(["B=2", "a=", "b=1"], attributes.Values.Select(pair => $"{pair.Key}={pair.Value}"));
    }

    [Fact]
    public void Empty_names_and_missing_values_are_refused()
    {
        Assert.False(SessionAttributes.TryCreate(new Dictionary<string, string> { ["good"] = "1", [string.Empty] = "x" }, out var attributes));
        Assert.Empty(attributes.Values);
        Assert.False(SessionAttributes.TryCreate(new Dictionary<string, string> { ["good"] = "1", ["a"] = null! }, out attributes));
        Assert.Empty(attributes.Values);
        Assert.Throws<ArgumentNullException>(() => SessionAttributes.TryCreate(null!, out _));
    }

    [Theory]
    [InlineData(0xD800)]
    [InlineData(0xDFFF)]
    public void A_lone_surrogate_is_refused_in_name_and_value(int surrogate)
    {
        Assert.False(SessionAttributes.TryCreate(new Dictionary<string, string> { ["a"] = $"x{(char)surrogate}y" }, out _));
        Assert.False(SessionAttributes.TryCreate(new Dictionary<string, string> { [$"x{(char)surrogate}y"] = "a" }, out _));
    }

    [Fact]
    public void No_attributes_are_attributes()
    {
        Assert.True(SessionAttributes.TryCreate(new Dictionary<string, string>(), out var attributes));
        Assert.Empty(attributes.Values);
        Assert.Empty(SessionAttributes.Empty.Values);
    }
}
