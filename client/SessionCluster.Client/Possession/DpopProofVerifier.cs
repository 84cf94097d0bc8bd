using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Client.Possession.Keys;
using SessionCluster.Client.Possession.Proofs;

namespace SessionCluster.Client.Possession;

/// <summary>
/// RFC 9449 section 4.3, as far as no state is needed. What is cheap comes first and the signature last; sizes are looked at before anything is parsed, and nothing is allocated before the signature holds, except for a key that is new here.
/// <c>iat</c> (check 11) and <c>nonce</c> (check 10) are read and left to the session's grain.
/// </summary>
internal sealed class DpopProofVerifier(PublicKeyCache keys) : IProofVerifier
{
    // A P-256 proof with token hash and nonce has 700 characters. One byte for each, and as much again for what is decoded and for what is unescaped.
    private const int Room = 3;
    private const int OnStack = 1024;

    /// <summary>Makes a verifier with a cache of its own.</summary>
    public DpopProofVerifier()
        : this(new PublicKeyCache(PublicKeyCache.DefaultCapacity))
    {
    }

    /// <inheritdoc/>
    public VerifiedProof? Verify(PresentedProof presented, out ProofProblem problem)
    {
        if (presented is not { Text: { } text, Method: { } method, Uri: { } uri })
        {
            problem = ProofProblem.Malformed;
            return null;
        }

        if (text.Length > PresentedProof.MaxLength || method.Length > PresentedProof.MaxMethodLength || uri.Length > PresentedProof.MaxUriLength)
        {
            problem = ProofProblem.TooLarge;
            return null;
        }

        if (text.Length <= OnStack)
        {
            return Verify(presented, stackalloc byte[Room * OnStack], out problem);
        }

        var rented = ArrayPool<byte>.Shared.Rent(Room * text.Length);
        try
        {
            return Verify(presented, rented, out problem);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private VerifiedProof? Verify(PresentedProof presented, Span<byte> work, out ProofProblem problem)
    {
        problem = ProofProblem.Malformed;
        var length = presented.Text.Length;
        if (Ascii.FromUtf16(presented.Text, work, out var written) != OperationStatus.Done
            || !CompactJws.TrySplit(work[..written], work.Slice(length, length), out var jws)
            || !Utf8.IsValid(jws.Header)
            || !Utf8.IsValid(jws.Payload))
        {
            return null;
        }

        var room = work[(2 * length)..];
        try
        {
            problem = ProofHeader.Read(jws.Header, room, out var header);
            if (problem == ProofProblem.None)
            {
                problem = ProofClaims.Read(jws.Payload, room[jws.Header.Length..], out var claims);
                return problem == ProofProblem.None ? Verify(presented, jws, header, claims, out problem) : null;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // What is no JSON, or has an escaped half of a surrogate pair in it.
            problem = ProofProblem.Malformed;
        }

        return null;
    }

    private VerifiedProof? Verify(PresentedProof presented, CompactJws jws, ProofHeader header, ProofClaims claims, out ProofProblem problem)
    {
        var thumbprint = default(KeyThumbprint);
        problem = !IsMethod(claims.Method, presented.Method) ? ProofProblem.Method
            : !RequestUri.AreSame(claims.Uri, presented.Uri) ? ProofProblem.Uri
            : !IsTokenHash(claims.TokenHash, presented) ? ProofProblem.TokenHash
            : VerifySignature(jws, header, out thumbprint);
        return problem != ProofProblem.None ? null : new()
        {
            Key = thumbprint,
            Id = Digest128.Of(claims.Id),
            IssuedAtSeconds = claims.IssuedAtSeconds,
            Nonce = claims.Nonce.IsEmpty ? default : Digest128.Of(claims.Nonce),
            Text = Digest128.Of(jws.Text),
        };
    }

    private ProofProblem VerifySignature(CompactJws jws, ProofHeader header, out KeyThumbprint thumbprint)
    {
        if (!header.Key.TryThumbprint(out thumbprint))
        {
            return ProofProblem.Key;
        }

        var known = keys.Find(thumbprint);
        var key = known ?? PublicKey.TryImport(header.Key);
        if (key is null)
        {
            return ProofProblem.Key;
        }

        try
        {
            if (!key.Verifies(header.Algorithm, jws.Signed, jws.Signature))
            {
                Drop(known, key);
                return ProofProblem.Signature;
            }
        }
        catch (CryptographicException)
        {
            Drop(known, key);
            return ProofProblem.Signature;
        }

        if (known is null)
        {
            keys.Add(thumbprint, key);
        }

        return ProofProblem.None;
    }

    /// <summary>A key that has verified nothing is not kept.</summary>
    private static void Drop(PublicKey? known, PublicKey key)
    {
        if (known is null)
        {
            key.Retire();
        }
    }

    /// <summary>Methods are case-sensitive (RFC 9110 section 9.1).</summary>
    private static bool IsMethod(ReadOnlySpan<byte> claimed, string requested) => Ascii.Equals(claimed, requested);

    /// <summary>Where a token is presented <c>ath</c> must be its hash; elsewhere there is nothing it could be compared with.</summary>
    private static bool IsTokenHash(ReadOnlySpan<byte> claimed, PresentedProof presented)
    {
        if (presented.TokenHash.IsUnset)
        {
            return true;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes];
        presented.TokenHash.CopyTo(expected);
        return claimed.Length == KeyThumbprint.TextLength && StrictBase64Url.TryDecode(claimed, hash, out _) && CryptographicOperations.FixedTimeEquals(hash, expected);
    }
}
