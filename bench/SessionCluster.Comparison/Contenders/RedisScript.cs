namespace SessionCluster.Comparison.Contenders;

/// <summary>
/// What a session service on Redis does for one validation, in one atomic step: secret, status, deadlines, audience, the subject's cut-off, the use count, and the idle deadline moved. The caller
/// hashes the secret, and gets the facts.
/// </summary>
internal static class RedisScript
{
    public const string Text = """
        local s = redis.call('HMGET', KEYS[1], 'hash', 'status', 'abs', 'last', 'idle', 'aud', 'epoch', 'max', 'used', 'facts')
        if not s[1] then return {0, 'unknown'} end
        if s[1] ~= ARGV[1] then return {0, 'wrong_secret'} end
        if s[2] ~= 'active' then return {0, s[2]} end
        local now = tonumber(ARGV[2])
        if now >= tonumber(s[3]) then return {0, 'expired'} end
        if now >= tonumber(s[4]) + tonumber(s[5]) then return {0, 'idle'} end
        if s[6] ~= ARGV[3] then return {0, 'audience'} end
        local cut = redis.call('GET', KEYS[2])
        if cut and tonumber(cut) > tonumber(s[7]) then return {0, 'revoked'} end
        if s[8] then
          if tonumber(s[9]) >= tonumber(s[8]) then return {0, 'uses_exhausted'} end
          redis.call('HINCRBY', KEYS[1], 'used', 1)
        end
        redis.call('HSET', KEYS[1], 'last', ARGV[2])
        return {1, s[10]}
        """;
}
