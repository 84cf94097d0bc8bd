namespace SessionCluster.Client.Http;

/// <summary>
/// The service says that this client is set up wrongly: its credentials, its permissions, its audiences or its address. Repeating does not help. The message has the service's own sentence, which repeats nothing that was sent.
/// </summary>
public sealed class SessionClusterHttpException : Exception
{
    /// <summary>Makes the exception.</summary>
    public SessionClusterHttpException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What the service says.</param>
    public SessionClusterHttpException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What the service says.</param>
    /// <param name="innerException">The cause.</param>
    public SessionClusterHttpException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal SessionClusterHttpException(int status, string? code, string? detail)
        : base($"The session service answered {status}{(code is null ? "" : $" {code}")}. {detail ?? "It is none of its answers: look at BaseAddress."}") => (Status, Code) = (status, code);

    /// <summary>The HTTP status; 0 when none is known.</summary>
    public int Status { get; }

    /// <summary>The stable code of the problem (<see cref="Abstractions.Wire.ProblemCodes"/>), or <see langword="null"/> when something else than the service answered.</summary>
    public string? Code { get; }
}
