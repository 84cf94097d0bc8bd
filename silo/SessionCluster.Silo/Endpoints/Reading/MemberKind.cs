namespace SessionCluster.Silo.Endpoints.Reading;

/// <summary>What kind of JSON value a member is.</summary>
internal enum MemberKind
{
    Text,
    Integer,
    Flag,
    Texts,
    Object,
    Objects,
    TextMap,
}
