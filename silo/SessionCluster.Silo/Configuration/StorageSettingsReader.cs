using SessionCluster.Silo.Storage.Azure;

namespace SessionCluster.Silo.Configuration;

/// <summary>Reads <c>Storage</c>: the embedded store, or an account with tables. A connection string is a secret: no sentence quotes it.</summary>
internal static class StorageSettingsReader
{
    private const string ConnectionString = "ConnectionString";
    private const string ServiceUri = "ServiceUri";
    private const string ManagedIdentityClientId = "ManagedIdentityClientId";

    /// <summary>Reads it.</summary>
    /// <param name="storage">The section.</param>
    /// <param name="trustedNetwork">Whether something else protects the network.</param>
    /// <returns>The account; <see langword="null"/> for the embedded store, or when a problem was found.</returns>
    public static AzureTableAccount? Read(SettingsSection storage, bool trustedNetwork)
    {
        storage.Allow("Provider", ConnectionString, ServiceUri, ManagedIdentityClientId);
        var text = storage.Text("Provider");
        switch (text?.ToUpperInvariant())
        {
            case null or "SQLITE":
                RefuseAccount(storage);
                return null;
            case "AZURETABLE":
                return ReadAccount(storage, trustedNetwork);
            case "MEMORY":
                storage.Problem("Provider", $"is '{text}', which forgets revocations when the process ends and exists for tests only: use Sqlite or AzureTable.");
                return null;
            default:
                storage.Problem("Provider", $"is '{text}': use Sqlite or AzureTable.");
                return null;
        }
    }

    private static void RefuseAccount(SettingsSection storage)
    {
        foreach (var name in new[] { ConnectionString, ServiceUri, ManagedIdentityClientId }.Where(name => storage.Text(name) is not null))
        {
            storage.Problem(name, $"is given, and the store is Sqlite, which has no use for it: remove it, or give {storage.Path}:Provider=AzureTable.");
        }
    }

    private static AzureTableAccount? ReadAccount(SettingsSection storage, bool trustedNetwork)
    {
        var (connection, uri, identity) = (storage.Text(ConnectionString), storage.Text(ServiceUri), storage.Text(ManagedIdentityClientId));
        if (connection is not null && identity is not null)
        {
            storage.Problem(ManagedIdentityClientId, $"is given beside {storage.Path}:{ConnectionString}, which has a key and needs no identity: remove one of them.");
        }

        switch (connection, uri)
        {
            case ({ } text, null):
                return FromConnectionString(storage, text, trustedNetwork);
            case (null, { } text):
                return FromIdentity(storage, text, identity);
            case (null, null):
                storage.Problem("Provider", $"is AzureTable, and no account is given: give {storage.Path}:{ConnectionString} or, for a managed identity, {storage.Path}:{ServiceUri}.");
                return null;
            default:
                storage.Problem(ServiceUri, $"is given beside {storage.Path}:{ConnectionString}: give one of them.");
                return null;
        }
    }

    private static AzureTableAccount? FromConnectionString(SettingsSection storage, string text, bool trustedNetwork)
    {
        AzureTableAccount account;
        try
        {
            account = AzureTableAccount.FromConnectionString(text);
        }
        catch (Exception)
        {
            // Whatever the parser says may quote the key.
            storage.Problem(ConnectionString, "is not the connection string of an Azure storage account: give AccountName and AccountKey (or SharedAccessSignature), separated by ';', as the portal shows it.");
            return null;
        }

        if (account.Address.Scheme == Uri.UriSchemeHttps || account.Address.IsLoopback || trustedNetwork)
        {
            return account;
        }

        storage.Problem(ConnectionString, $"names {account.Address}, which is neither loopback nor https: rows would cross the network in clear. Use https, or name the exception with {SettingsSection.Root}:Cluster:TrustedNetwork=true.");
        return null;
    }

    private static AzureTableAccount? FromIdentity(SettingsSection storage, string text, string? identity)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps && address is { Query: "", Fragment: "", UserInfo: "" })
        {
            return AzureTableAccount.FromIdentity(address, identity);
        }

        // It may hold a shared access signature, so it is not quoted.
        storage.Problem(ServiceUri, "is not an address to use with an identity: give https://<account>.table.core.windows.net, without a query. An identity's token never crosses the network in clear.");
        return null;
    }
}
