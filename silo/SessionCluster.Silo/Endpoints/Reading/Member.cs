namespace SessionCluster.Silo.Endpoints.Reading;

/// <summary>A member of a JSON object on the wire. The reader, its sentences and the OpenAPI document are made from it, so that they can't tell different stories.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">The kind of value.</param>
/// <param name="Shape">What it must be, to follow "must be": <c>a string of ...</c>.</param>
internal sealed record Member(string Name, MemberKind Kind, string Shape)
{
    /// <summary>True when the object is refused, or never sent, without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The words it may be, if it is one of a few.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The members of an object, or of each object of an array.</summary>
    public MemberTable? Members { get; init; }
}
