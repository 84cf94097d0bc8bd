using System.Security.Cryptography;
using StackExchange.Redis;

namespace SessionCluster.Comparison.Contenders;

/// <summary>The hash alone, read and compared by the caller: nothing is written, so neither idle timeout nor use limit can be kept.</summary>
internal sealed class RedisHashContender(IDatabase database, RedisSessions sessions) : IContender
{
    private int _next;

    public string Name => "Redis HGETALL";

    public async Task<bool> AskAsync(int caller)
    {
        var (session, _, secret) = sessions[Interlocked.Increment(ref _next)];
        foreach (var entry in await database.HashGetAllAsync(session))
        {
            if (entry.Name == "hash")
            {
                return CryptographicOperations.FixedTimeEquals((byte[])entry.Value!, SHA256.HashData(secret)) ? true : throw new InvalidOperationException("Another secret.");
            }
        }

        throw new InvalidOperationException("There is no such session.");
    }
}
