using System.Security.Cryptography;
using SessionCluster.Client.Possession.Proofs;

namespace SessionCluster.Client.Possession.Keys;

/// <summary>
/// An imported public key. Instances of <see cref="ECDsa"/> and <see cref="RSA"/> are not promised to be safe for two threads at once, so each verification takes one out and puts it back; a thread that finds none imports one of its own,
/// as many as were ever needed at once. Nothing waits, and retiring the key while it is used takes nothing from whoever uses it.
/// </summary>
internal sealed class PublicKey
{
    // More are not kept; who needs one more imports it.
    private const int MostIdle = 8;

    private readonly bool _isCurve;
    private readonly byte[] _first;
    private readonly byte[] _second;
    private readonly AsymmetricAlgorithm?[] _idle = new AsymmetricAlgorithm?[Math.Min(MostIdle, Environment.ProcessorCount)];
    private volatile bool _isRetired;
    private int _wasUsed;

    private PublicKey(bool isCurve, byte[] first, byte[] second)
    {
        _isCurve = isCurve;
        _first = first;
        _second = second;
        _idle[0] = Import();
    }

    /// <summary>Imports a key that was checked; <see langword="null"/> when the platform does not take it, or the point is not on the curve.</summary>
    public static PublicKey? TryImport(PublicJwk jwk)
    {
        var (first, second) = jwk.Decode();
        try
        {
            return jwk.IsCurve && !P256.Contains(first, second) ? null : new(jwk.IsCurve, first, second);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Verifies a signature over SHA-256; false for a signature of another length, too.</summary>
    public bool Verifies(ProofAlgorithm algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != (_isCurve ? 2 * PublicJwk.CoordinateSize : _first.Length))
        {
            return false;
        }

        var key = Take() ?? Import();
        try
        {
            return key switch
            {
                ECDsa curve => curve.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
                RSA rsa => rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, algorithm == ProofAlgorithm.PS256 ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1),
                _ => false,
            };
        }
        finally
        {
            PutBack(key);
        }
    }

    /// <summary>Notes that it was used since the cache last asked.</summary>
    public void Touch()
    {
        // Written only when it changes: many threads read the line.
        if (Volatile.Read(ref _wasUsed) == 0)
        {
            Volatile.Write(ref _wasUsed, 1);
        }
    }

    /// <summary>Whether it was used since the last time this was asked.</summary>
    public bool WasUsed() => Interlocked.Exchange(ref _wasUsed, 0) == 1;

    /// <summary>Frees what is idle now, and what comes back later.</summary>
    public void Retire()
    {
        _isRetired = true;
        while (Take() is { } key)
        {
            key.Dispose();
        }
    }

    private AsymmetricAlgorithm? Take()
    {
        foreach (ref var slot in _idle.AsSpan())
        {
            if (Volatile.Read(ref slot) is not null && Interlocked.Exchange(ref slot, null) is { } key)
            {
                return key;
            }
        }

        return null;
    }

    private void PutBack(AsymmetricAlgorithm key)
    {
        foreach (ref var slot in _idle.AsSpan())
        {
            if (Interlocked.CompareExchange(ref slot, key, null) is null)
            {
                // Retired in between: nobody else empties it.
                if (_isRetired)
                {
                    Retire();
                }

                return;
            }
        }

        key.Dispose();
    }

    private AsymmetricAlgorithm Import() => _isCurve
        ? ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = _first, Y = _second } })
        : RSA.Create(new RSAParameters { Modulus = _first, Exponent = _second });
}
