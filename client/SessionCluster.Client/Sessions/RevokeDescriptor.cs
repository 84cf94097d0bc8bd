using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;

namespace SessionCluster.Client.Sessions;

/// <summary>Which session to end. Closed: by token or by id, two shapes so that neither check can be left out by accident.</summary>
public abstract record RevokeDescriptor
{
    private RevokeDescriptor(RevocationOrder order) => Order = order;

    /// <summary>Why, and on whose word.</summary>
    public RevocationOrder Order { get; }

    /// <summary>The session of a token; the secret must match.</summary>
    public sealed record ByToken : RevokeDescriptor
    {
        /// <summary>Names the session by its token.</summary>
        /// <param name="token">The token's text. Never logged.</param>
        /// <param name="order">Why, and on whose word.</param>
        public ByToken(string token, RevocationOrder order)
            : base(order) => Token = token;

        internal string Token { get; }

        /// <summary>Never the token.</summary>
        public override string ToString() => "(by token)";
    }

    /// <summary>The session of a token, if this client holds or established it (RFC 7009 section 2.1); otherwise it is unknown.</summary>
    public sealed record ByTokenOfClient : RevokeDescriptor
    {
        /// <summary>Names the session by its token, and the client that asks.</summary>
        /// <param name="token">The token's text. Never logged.</param>
        /// <param name="client">The client that must hold the session or have established it.</param>
        /// <param name="order">Why, and on whose word.</param>
        public ByTokenOfClient(string token, ClientId client, RevocationOrder order)
            : base(order) => (Token, Client) = (token, client);

        /// <summary>The client that must hold the session or have established it.</summary>
        public ClientId Client { get; }

        internal string Token { get; }

        /// <summary>Never the token.</summary>
        public override string ToString() => "(by token)";
    }

    /// <summary>The session of that id, for an administrator.</summary>
    /// <param name="Id">The session id.</param>
    /// <param name="Order">Why, and on whose word.</param>
    public sealed record ById(SessionId Id, RevocationOrder Order) : RevokeDescriptor(Order);

    /// <summary>The session of that id, if this client established it; otherwise it is unknown.</summary>
    /// <param name="Id">The session id.</param>
    /// <param name="EstablishedBy">The client that must have established it.</param>
    /// <param name="Order">Why, and on whose word.</param>
    public sealed record ByIdOfEstablisher(SessionId Id, ClientId EstablishedBy, RevocationOrder Order) : RevokeDescriptor(Order);
}
