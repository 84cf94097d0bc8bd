using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using Orleans.Runtime;

namespace SessionCluster.Unit.Tests.Abstractions.Wire;

/// <summary>Every field of a value and of what it holds, as text: equality that no <c>Equals</c> decides, so a member that is not serialized is noticed.</summary>
internal sealed class DeepText
{
    private readonly StringBuilder _text = new();

    /// <summary>The types that were met.</summary>
    public HashSet<Type> Types { get; } = [];

    /// <summary>Fields that hold the default of their type.</summary>
    public List<string> Defaults { get; } = [];

    public static string Of(object value) => new DeepText().Add(value);

    public string Add(object value)
    {
        Append(string.Empty, value);
        return _text.ToString();
    }

    private void Append(string path, object? value)
    {
        if (value is null || (value is ValueType && value.Equals(Activator.CreateInstance(value.GetType()))))
        {
            Defaults.Add(path);
        }

        switch (value)
        {
            case null or string or Enum or bool or DateTimeOffset or TimeSpan or SiloAddress:
            case not null when value.GetType().IsPrimitive:
                _ = _text.Append(path).Append(" = ").AppendLine(value is DateTimeOffset instant ? instant.ToString("O", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            case IEnumerable items:
                AppendItems(path, items);
                break;
            default:
                AppendFields(path, value);
                break;
        }

        if (value is not null)
        {
            _ = Types.Add(value.GetType());
        }
    }

    private void AppendItems(string path, IEnumerable items)
    {
        var index = 0;
        foreach (var item in items)
        {
            Append($"{path}[{index++}]", item);
        }

        _ = _text.Append(CultureInfo.InvariantCulture, $"{path}: {index} items").AppendLine();
    }

    private void AppendFields(string path, object value)
    {
        for (var type = value.GetType(); type is not null && type != typeof(object) && type != typeof(ValueType); type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                Append($"{path}.{field.Name}", field.GetValue(value));
            }
        }
    }
}
