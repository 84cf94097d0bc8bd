using System.Globalization;
using SessionCluster.Abstractions.Validation;
using SessionCluster.LoadTests.Possession;
using SessionCluster.LoadTests.Sessions;

namespace SessionCluster.LoadTests.Checks;

/// <summary>What the load watches while it runs. Keeps the first violations, and counts all.</summary>
internal sealed class Findings
{
    private const int MaxKept = 20;

    private readonly Lock _lock = new();
    private readonly List<Violation> _kept = [];
    private int _count;
    private int _replaysRefused;
    private int _rotations;
    private int _stepUps;
    private int _followers;
    private int _locked;

    public int Count => Volatile.Read(ref _count);

    /// <summary>How many rotations gave one successor.</summary>
    public int Rotations => Volatile.Read(ref _rotations);

    /// <summary>How many step-ups gave a new token.</summary>
    public int StepUps => Volatile.Read(ref _stepUps);

    /// <summary>How many thieves who followed a rotation were exposed.</summary>
    public int Followers => Volatile.Read(ref _followers);

    /// <summary>How many sessions of locked clients were refused as locked, by the one who had locked them.</summary>
    public int Locked => Volatile.Read(ref _locked);

    /// <summary>How many replays of proofs were refused.</summary>
    public int ReplaysRefused => Volatile.Read(ref _replaysRefused);

    public IReadOnlyList<Violation> Kept
    {
        get
        {
            lock (_lock)
            {
                return [.. _kept];
            }
        }
    }

    /// <summary>Judges an answer about a session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="before">What was known of it when the validation started.</param>
    /// <param name="verdict">The answer.</param>
    /// <param name="accepted">How often it was accepted, this time included.</param>
    /// <param name="token">The token that was presented.</param>
    /// <param name="proof">The proof that came along; <see langword="null"/> for none.</param>
    public void Judge(TrackedSession session, in Standing before, SessionVerdict verdict, int accepted, HeldToken token, ShownProof? proof)
    {
        if (verdict.IsAccepted && before.Lock > 0 && session.Group.InForce == before.Lock)
        {
            Add("P-C1", $"session {session} was accepted by a validation that started after a lock of its client had returned.");
        }

        if (verdict.IsAccepted && before.IsEnded)
        {
            Add("G1", $"session {session} was accepted by a validation that started after its revocation had returned a receipt ({session.Ending}).");
        }

        if (verdict.IsAccepted && session.MaxUses is { } limit && accepted > limit)
        {
            Add("G5", $"session {session} was accepted {accepted} times; its use limit is {limit}.");
        }

        if (verdict.Outcome == VerdictOutcome.Refused && !IsRightRefusal(session, verdict.Refusal, token) && !(verdict.Refusal == SessionRefusal.ProofReplayed && proof is { IsCopied: true }))
        {
            Add("G3", $"session {session} was acknowledged, nobody ended it, and it was refused as {verdict.Refusal}.");
        }
    }

    /// <summary>Judges an answer to a proof: none is accepted twice, whoever sent it first.</summary>
    public void JudgeProof(TrackedSession session, ShownProof proof, SessionVerdict verdict, bool isReplay)
    {
        if (verdict.IsAccepted)
        {
            session.Holder.Shelf.Accept(proof);
            if (proof.NoteAccepted() is > 1 and var accepted)
            {
                Add("G2", string.Create(CultureInfo.InvariantCulture, $"a proof of session {session} was accepted {accepted} times, {proof.Age.TotalSeconds:0.0} s after it was made."));
            }
        }

        if (isReplay && verdict.Outcome == VerdictOutcome.Refused)
        {
            Interlocked.Increment(ref _replaysRefused);
        }
    }

    /// <summary>Judges an answer about a token that nobody was ever given.</summary>
    public void JudgeForged(SessionVerdict verdict)
    {
        if (verdict.IsAccepted)
        {
            Add("A9", "a token with a forged tag was accepted.");
        }
    }

    public void CountRotation() => Interlocked.Increment(ref _rotations);

    public void CountStepUp() => Interlocked.Increment(ref _stepUps);

    public void CountFollower() => Interlocked.Increment(ref _followers);

    public void CountLocked() => Interlocked.Increment(ref _locked);

    public void Add(string guarantee, string sentence)
    {
        Interlocked.Increment(ref _count);
        lock (_lock)
        {
            if (_kept.Count < MaxKept)
            {
                _kept.Add(new(guarantee, sentence));
            }
        }
    }

    /// <summary>True where a session that was acknowledged may be refused so: somebody ends it, its uses are spent, its time is over; or a new proof is asked for, or may come later.</summary>
    public static bool IsRightRefusal(TrackedSession session, SessionRefusal refusal, HeldToken? token = null) =>
        session.IsEndingBegun
        || (refusal == SessionRefusal.Locked && session.Group.MayBeLocked)
        // A step-up forgets what was before the token that it replaces: then that is refused as another's secret.
        || (refusal is SessionRefusal.Superseded or SessionRefusal.WrongSecret && token is { MayBeRefused: true })
        || refusal is SessionRefusal.NonceRequired or SessionRefusal.ProofStale or SessionRefusal.WindowFull
        || (session.MaxUses is not null && refusal == SessionRefusal.UsesExhausted)
        || (refusal is SessionRefusal.Idle or SessionRefusal.Expired && session.MayHaveEndedByTime());
}
