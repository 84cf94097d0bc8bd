using System.Security.Cryptography;
using StackExchange.Redis;

namespace SessionCluster.Comparison.Contenders;

/// <summary>The script, by its SHA.</summary>
internal sealed class RedisScriptContender : IContender
{
    private readonly IDatabase _database;
    private readonly RedisSessions _sessions;
    private readonly byte[] _sha;
    private int _next;

    private RedisScriptContender(IDatabase database, RedisSessions sessions, byte[] sha)
    {
        _database = database;
        _sessions = sessions;
        _sha = sha;
    }

    public string Name => "Redis with a Lua script";

    public static async Task<RedisScriptContender> PrepareAsync(IConnectionMultiplexer connection, RedisSessions sessions) =>
        new(connection.GetDatabase(), sessions, await connection.GetServers()[0].ScriptLoadAsync(RedisScript.Text));

    public async Task<bool> AskAsync(int caller)
    {
        var (session, cutOff, secret) = _sessions[Interlocked.Increment(ref _next)];
        var answer = (RedisResult[])(await _database.ScriptEvaluateAsync(
            _sha,
            [session, cutOff],
            [SHA256.HashData(secret), DateTimeOffset.UtcNow.ToUnixTimeSeconds(), RedisSessions.Audience]))!;
        return (int)answer[0] == 1 ? true : throw new InvalidOperationException($"Not accepted: {answer[1]}");
    }
}
