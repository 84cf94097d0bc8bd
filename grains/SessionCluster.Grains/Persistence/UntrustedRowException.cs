namespace SessionCluster.Grains.Persistence;

/// <summary>A stored row is not what a silo of this cluster wrote there: its seal, its schema or its inner key is wrong. Nothing is decided from it.</summary>
public sealed class UntrustedRowException : Exception
{
    /// <summary>Makes the exception.</summary>
    public UntrustedRowException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">A sentence for operators; it holds nothing of the row.</param>
    public UntrustedRowException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">A sentence for operators; it holds nothing of the row.</param>
    /// <param name="innerException">The cause.</param>
    public UntrustedRowException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
