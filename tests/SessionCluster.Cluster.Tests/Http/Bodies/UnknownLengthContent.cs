using System.Net;

namespace SessionCluster.Cluster.Tests.Http.Bodies;

/// <summary>A body whose length is not known beforehand: sent in chunks.</summary>
internal sealed class UnknownLengthContent(byte[] bytes) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(bytes).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
