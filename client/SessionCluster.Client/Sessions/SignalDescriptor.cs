using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Signals;

namespace SessionCluster.Client.Sessions;

/// <summary>What a client reports about a session. Closed: by token or by id, two shapes because they entitle to different things.</summary>
public abstract record SignalDescriptor
{
    private SignalDescriptor(SignalType type, RiskLevel level, ClientId caller) => (Type, Level, Caller) = (type, level, caller);

    /// <summary>What is reported.</summary>
    public SignalType Type { get; }

    /// <summary>How high the risk is.</summary>
    public RiskLevel Level { get; }

    /// <summary>Who reports it.</summary>
    public ClientId Caller { get; }

    /// <summary>The session of a token; the secret must match.</summary>
    public sealed record ByToken : SignalDescriptor
    {
        /// <summary>Names the session by its token.</summary>
        /// <param name="token">The token's text. Never logged.</param>
        /// <param name="type">What is reported.</param>
        /// <param name="level">How high the risk is.</param>
        /// <param name="caller">Who reports it.</param>
        public ByToken(string token, SignalType type, RiskLevel level, ClientId caller)
            : base(type, level, caller) => Token = token;

        internal string Token { get; }

        /// <summary>Never the token.</summary>
        public override string ToString() => "(by token)";
    }

    /// <summary>The session of that id, if the caller has validated it lately.</summary>
    public sealed record ById : SignalDescriptor
    {
        /// <summary>Names the session by its id.</summary>
        /// <param name="id">The session id.</param>
        /// <param name="type">What is reported.</param>
        /// <param name="level">How high the risk is.</param>
        /// <param name="caller">Who reports it.</param>
        public ById(SessionId id, SignalType type, RiskLevel level, ClientId caller)
            : base(type, level, caller) => Id = id;

        /// <summary>The session id.</summary>
        public SessionId Id { get; }
    }
}
