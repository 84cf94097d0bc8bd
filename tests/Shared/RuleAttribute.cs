using Xunit.v3;

namespace SessionCluster.Tests.Shared;

/// <summary>
/// Names the rule a test attacks: a bare id (<c>N4</c>, <c>L6</c>) stands in <c>docs/standards.md</c> or <c>docs/lessons.md</c>,
/// an id with the prefix <c>P-</c> (<c>P-W3</c>) in <c>docs/protocol.md</c>, <c>G1</c> to <c>G7</c> and <c>A1</c> to <c>A11</c> in the README.
/// </summary>
/// <remarks>
/// The conventions tests read these ids from the sources, so write them as literals. To run the tests of one rule:
/// <c>dotnet test SessionCluster.sln --filter-trait "rule=N4"</c>.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
internal sealed class RuleAttribute(string id) : Attribute, ITraitAttribute
{
    /// <summary>The rule's id, as its document writes it.</summary>
    public string Id { get; } = id;

    /// <inheritdoc />
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("rule", Id)];
}
