using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Silo.Storage.Sqlite;

namespace SessionCluster.TestSilo.Storage;

/// <summary>Keeps in the store what the edge sends of a secret, instead of its hash only: whoever has the store can present it to a grain.</summary>
internal sealed class PlainSecrets(SqliteDatabase database) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (context.Request.GetArgumentCount() > 0 && context.Request.GetArgument(0) is EstablishCall call)
        {
            await KeepAsync(call.SecretDigest);
        }
    }

    private async Task KeepAsync(SecretDigest digest)
    {
        var bytes = new byte[SecretDigest.Size];
        digest.CopyTo(bytes);
        await database.RunOnWriterAsync(
            session =>
            {
                session.Connection.Execute("CREATE TABLE IF NOT EXISTS plain_secret (secret BLOB NOT NULL)");
                session.Connection.Execute($"INSERT INTO plain_secret VALUES (x'{Convert.ToHexString(bytes)}')");
                return 0;
            },
            CancellationToken.None);
    }
}
