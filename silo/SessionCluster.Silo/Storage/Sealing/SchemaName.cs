using System.Reflection;
using System.Text;
using Orleans;

namespace SessionCluster.Silo.Storage.Sealing;

/// <summary>The name of a kind of state inside its seal: its <c>[Alias]</c>, which outlives the name of the class.</summary>
internal static class SchemaName
{
    /// <summary>Longest name in bytes of UTF-8, inclusive: its length is one byte of what is sealed.</summary>
    public const int MaxLength = 255;

    /// <summary>The name of <typeparamref name="T"/>, UTF-8.</summary>
    /// <exception cref="InvalidOperationException">The type has no <c>[Alias]</c>, or too long a one.</exception>
    public static ReadOnlySpan<byte> Of<T>() => Cache<T>.Name ??= Read(typeof(T));

    private static byte[] Read(Type type)
    {
        var alias = type.GetCustomAttribute<AliasAttribute>()?.Alias
            ?? throw new InvalidOperationException($"{type} is stored sealed and needs an [Alias]: the seal must not depend on the name of a class.");
        var name = Encoding.UTF8.GetBytes(alias);
        return name.Length <= MaxLength ? name : throw new InvalidOperationException($"The [Alias] of {type} has more than {MaxLength} bytes.");
    }

    private static class Cache<T>
    {
        public static byte[]? Name { get; set; }
    }
}
