namespace SessionCluster.Client.Hosting;

/// <summary>The client's edge ring and the silo's differ. The message says which ids; it holds no key.</summary>
public sealed class EdgeRingMismatchException : Exception
{
    /// <summary>Makes the exception.</summary>
    public EdgeRingMismatchException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">Which ids differ, and what to do.</param>
    public EdgeRingMismatchException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">Which ids differ, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public EdgeRingMismatchException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
