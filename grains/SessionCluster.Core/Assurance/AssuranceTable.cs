using System.Collections.Frozen;
using System.Collections.Immutable;
using SessionCluster.Abstractions.Assurance;

namespace SessionCluster.Core.Assurance;

/// <summary>
/// Computes the assurance level from RFC 8176 method words (NIST SP 800-63B-4 sections 2.1 to 2.3): levels are never set by callers (N3). A word that is in no column counts nothing.
/// </summary>
public sealed partial class AssuranceTable
{
    /// <summary>The word that says several factors were used, without saying which.</summary>
    public const string MultiFactor = "mfa";

    private readonly FrozenDictionary<string, AuthenticationFactor> _factors;
    private readonly FrozenSet<string> _hardware;
    private readonly FrozenSet<string> _keys;

    /// <summary>Makes a table.</summary>
    /// <param name="factors">The factor of each method word that counts.</param>
    /// <param name="hardware">Words of hardware keys, which are phishing-resistant; each is a possession word too.</param>
    /// <param name="keys">Words that prove a key, in hardware or software; each is a possession word too.</param>
    /// <exception cref="ArgumentException">A hardware or key word is no possession word: it would raise the level without counting as a factor.</exception>
    public AssuranceTable(IEnumerable<KeyValuePair<string, AuthenticationFactor>> factors, IEnumerable<string> hardware, IEnumerable<string> keys)
    {
        _factors = factors.ToFrozenDictionary(StringComparer.Ordinal);
        _hardware = hardware.ToFrozenSet(StringComparer.Ordinal);
        _keys = keys.ToFrozenSet(StringComparer.Ordinal);
        if (_hardware.Concat(_keys).FirstOrDefault(word => !_factors.GetValueOrDefault(word).HasFlag(AuthenticationFactor.Possession)) is { } stray)
        {
            throw new ArgumentException($"The method word '{stray}' is listed as a key, but not as a possession word.");
        }
    }

    /// <summary>Computes what methods amount to.</summary>
    public ComputedAssurance Compute(ImmutableArray<string> methods)
    {
        var factors = AuthenticationFactor.None;
        var multiFactor = false;
        var hardware = false;
        var key = false;
        foreach (var method in methods.IsDefault ? [] : methods)
        {
            factors |= _factors.GetValueOrDefault(method);
            multiFactor |= method == MultiFactor;
            hardware |= _hardware.Contains(method);
            key |= _keys.Contains(method);
        }

        return new(LevelOf(factors, multiFactor, hardware), PhishingResistant: hardware, ProvesKey: key);
    }

    private static AssuranceLevel LevelOf(AuthenticationFactor factors, bool multiFactor, bool hardware)
    {
        var several = (factors & (factors - 1)) != 0;
        if (hardware && several)
        {
            return AssuranceLevel.Aal3;
        }

        if (several || multiFactor)
        {
            return AssuranceLevel.Aal2;
        }

        return factors == AuthenticationFactor.None ? AssuranceLevel.None : AssuranceLevel.Aal1;
    }
}
