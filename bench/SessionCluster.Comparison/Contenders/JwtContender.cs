using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SessionCluster.Comparison.Contenders;

/// <summary>An ES256 token verified in the caller's own process, its key at hand: no call to anybody, and so nothing that ends it before its time.</summary>
internal sealed class JwtContender : IContender, IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly JsonWebTokenHandler _handler = new();
    private readonly TokenValidationParameters _parameters;
    private readonly string[] _tokens;
    private int _next;

    public JwtContender()
    {
        var key = new ECDsaSecurityKey(_key) { KeyId = "1" };
        _parameters = new() { ValidIssuer = "https://issuer.example", ValidAudience = RedisSessions.Audience, IssuerSigningKey = key, ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256] };
        _tokens = [.. Enumerable.Range(0, 200).Select(number => _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = _parameters.ValidIssuer,
            Audience = _parameters.ValidAudience,
            Expires = DateTime.UtcNow.AddHours(1),
            Claims = new Dictionary<string, object> { ["sub"] = $"user-{number}", ["scope"] = "orders.read orders.write", ["acr"] = "aal2" },
            SigningCredentials = new(key, SecurityAlgorithms.EcdsaSha256),
        }))];
    }

    public string Name => "ES256 token, in process";

    public async Task<bool> AskAsync(int caller)
    {
        var result = await _handler.ValidateTokenAsync(_tokens[(uint)Interlocked.Increment(ref _next) % (uint)_tokens.Length], _parameters);
        return result.IsValid ? true : throw new InvalidOperationException("Not valid.", result.Exception);
    }

    public void Dispose() => _key.Dispose();
}
