using System.Security.Cryptography;
using System.Text;
using StackExchange.Redis;

namespace SessionCluster.Comparison.Contenders;

/// <summary>The same sessions in Redis: a hash each, and a cut-off of each subject.</summary>
internal sealed class RedisSessions
{
    public const string Audience = "https://api.example";

    private const string Facts = """{"sub":"user","class":"interactive","client_id":"login","scope":"orders.read orders.write","aud":["https://api.example"],"acr":"aal2","amr":["pwd","otp"],"auth_time":1764000000,"exp":1764043200}""";

    private readonly (RedisKey Session, RedisKey CutOff, byte[] Secret)[] _sessions;

    private RedisSessions((RedisKey Session, RedisKey CutOff, byte[] Secret)[] sessions) => _sessions = sessions;

    public static async Task<RedisSessions> StoreAsync(IDatabase database)
    {
        var sessions = new (RedisKey Session, RedisKey CutOff, byte[] Secret)[Sizes.Sessions];
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        for (var number = 0; number < sessions.Length; number++)
        {
            var secret = RandomNumberGenerator.GetBytes(32);
            sessions[number] = ($"{{{number:x32}}}:session", $"{{{number:x32}}}:cut-off", secret);
            await database.HashSetAsync(sessions[number].Session,
            [
                new("hash", SHA256.HashData(secret)), new("status", "active"), new("abs", now + 43_200), new("last", now), new("idle", 1800), new("aud", Audience),
                new("epoch", 1), new("facts", Encoding.UTF8.GetBytes(Facts)),
            ]);
            await database.StringSetAsync(sessions[number].CutOff, 1);
        }

        return new(sessions);
    }

    public (RedisKey Session, RedisKey CutOff, byte[] Secret) this[int number] => _sessions[(uint)number % (uint)_sessions.Length];
}
