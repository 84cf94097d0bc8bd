using SessionCluster.Silo.Endpoints.Policy;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Silo.Endpoints.OpenApi;

/// <summary>What the OpenAPI document says of a call.</summary>
/// <param name="Name">The operation's id.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Policy">Method, path, permission.</param>
internal sealed record EndpointDescriptor(string Name, string Summary, EndpointPolicy Policy)
{
    /// <summary>The members of its body; <see langword="null"/> when it takes none.</summary>
    public MemberTable? Request { get; init; }

    /// <summary>What its body is written in.</summary>
    public BodyFormat Format { get; init; } = BodyFormat.Json;

    /// <summary>The members of its answer; <see langword="null"/> when that is text.</summary>
    public MemberTable? Answer { get; init; }

    /// <summary>The members of the data of each server-sent event, for whoever accepts <c>text/event-stream</c>; <see langword="null"/> when it sends none.</summary>
    public MemberTable? Streamed { get; init; }

    /// <summary>The status of its answer.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>The problem codes it may give.</summary>
    public required IReadOnlyList<string> Codes { get; init; }
}
