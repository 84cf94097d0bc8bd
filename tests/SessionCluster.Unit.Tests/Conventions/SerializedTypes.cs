using System.Reflection;

namespace SessionCluster.Unit.Tests.Conventions;

/// <summary>Serialized types as text: what Orleans writes of them, and the names by which a reviewer knows the members.</summary>
internal static class SerializedTypes
{
    /// <summary>The serialized types of an assembly.</summary>
    public static IEnumerable<Type> Of(Assembly assembly) => assembly.GetTypes().Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false));

    /// <summary>The type's line by its alias, then a line for each member or value by its number.</summary>
    public static IEnumerable<string> Describe(Type type) => [Heading(type), .. (type.IsEnum ? Values(type) : Members(type)).OrderBy(line => line.Number).Select(line => $"  {line.Number} {line.Text}")];

    private static string Heading(Type type) => Kind(type) + NameOf(type) + (type.BaseType is { } parent && parent.IsDefined(typeof(GenerateSerializerAttribute), inherit: false) ? $" : {NameOf(parent)}" : string.Empty);

    private static string Kind(Type type) => type.IsEnum ? $"enum {NameOf(Enum.GetUnderlyingType(type))} " : type.IsValueType ? "struct " : "class ";

    private static IEnumerable<(long Number, string Text)> Values(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (Convert.ToInt64(field.GetRawConstantValue(), null), field.Name));

    private static IEnumerable<(long Number, string Text)> Members(Type type) => type
        .GetMembers(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        .Where(member => member.IsDefined(typeof(IdAttribute), inherit: false))
        .Select(member => ((long)member.GetCustomAttribute<IdAttribute>()!.Id, $"{member.Name}: {NameOf(member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType)}"));

    private static string NameOf(Type type) => type switch
    {
        _ when type.GetCustomAttribute<AliasAttribute>(inherit: false) is { } alias => alias.Alias,
        _ when type.IsArray => NameOf(type.GetElementType()!) + "[]",
        _ when Nullable.GetUnderlyingType(type) is { } value => NameOf(value) + "?",
        { IsGenericType: true } => $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>",
        _ => type.Name,
    };
}
