using System.Reflection;

namespace SessionCluster.Unit.Tests.Conventions;

/// <summary><c>grains/SerializedTypes.txt</c> holds what Orleans sends and stores, so that a change of it is seen in review: the contracts analyzer knows no members.</summary>
public sealed class SerializedTypesTests
{
    private const string File = "grains/SerializedTypes.txt";

    private static readonly Type[] Serialized = [.. ShippedAssemblies.Names.SelectMany(name => SerializedTypes.Of(Assembly.Load(name.Data)))];

    [Fact]
    public void The_file_holds_every_serialized_type_as_it_is()
    {
        var source = Serialized.Select(type => string.Join('\n', SerializedTypes.Describe(type))).Order(StringComparer.Ordinal).ToArray();
        var recorded = Blocks(Repository.Read(File));

        Assert.NotEmpty(source);
        Assert.True(
            source.SequenceEqual(recorded),
            $"{File} lacks:\n\n{string.Join("\n\n", source.Except(recorded))}\n\nand holds, in vain or out of order:\n\n{string.Join("\n\n", recorded.Except(source))}");
    }

    [Fact]
    public void Every_serialized_type_has_an_alias_and_no_two_the_same()
    {
        Assert.All(Serialized, type => Assert.NotNull(type.GetCustomAttribute<AliasAttribute>(inherit: false)));
        Assert.Equal(Serialized.Length, Serialized.DistinctBy(type => type.GetCustomAttribute<AliasAttribute>(inherit: false)!.Alias).Count());
    }

    [Fact]
    public void A_type_is_described_by_alias_and_numbers()
    {
        Assert.Equal(["class sc.test.Parent"], SerializedTypes.Describe(typeof(Parent)));
        Assert.Equal(["class sc.test.Child : sc.test.Parent", "  0 _hidden: sc.test.Kind?", "  1 Words: Dictionary<String, Int32[]>", "  3 Given: sc.test.Kind"], SerializedTypes.Describe(typeof(Child)));
        Assert.Equal(["enum Byte sc.test.Kind", "  1 Small", "  4 Large"], SerializedTypes.Describe(typeof(Kind)));
        Assert.Equal(["struct sc.test.Value", "  0 Number: Int64"], SerializedTypes.Describe(typeof(Value)));
    }

    private static string[] Blocks(string text) =>
        [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(block => block.Trim('\n')).Where(block => !block.StartsWith('#'))];

    [GenerateSerializer, Alias("sc.test.Parent")]
    internal abstract record Parent;

    [GenerateSerializer, Alias("sc.test.Child")]
    internal sealed record Child([property: Id(3)] Kind Given) : Parent
    {
        [Id(0)]
        private readonly Kind? _hidden = Given;

        [Id(1)]
        public Dictionary<string, int[]> Words { get; init; } = [];

        public bool IsHidden => _hidden is null;
    }

    [GenerateSerializer, Alias("sc.test.Kind")]
    internal enum Kind : byte
    {
        Small = 1,
        Large = 4,
    }

    [GenerateSerializer, Alias("sc.test.Value")]
    internal readonly record struct Value([property: Id(0)] long Number);
}
