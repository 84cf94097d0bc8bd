using System.Collections.Concurrent;
using SessionCluster.Client;
using SessionCluster.Client.Sessions;
using SessionCluster.EndToEnd.Tests.Gateway;

namespace SessionCluster.EndToEnd.Tests.Crashes;

/// <summary>What the silo acknowledged in one life, and what it must therefore still know.</summary>
internal sealed class Ledger
{
    // Below 8 each use is reserved by itself, above it in blocks (P-B1): both are attacked.
    private static readonly int[] Limits = [7, 40];

    private readonly ConcurrentBag<Entry> _entries = [];
    private readonly ConcurrentBag<Entry> _limited = [];

    public int Established => _entries.Count + _limited.Count;

    public int Revoked => _entries.Count(entry => entry.RevocationAcknowledged);

    public int Uses => _limited.Sum(entry => entry.Uses);

    /// <summary>Establishes, revokes every other session (by its id or by its subject) and spends uses until the silo is gone. What is under way then has an unknown outcome.</summary>
    public async Task WorkAsync(ISessionClient sessions, string subject, CancellationToken killed)
    {
        try
        {
            await WorkUntilAsync(sessions, subject, killed);
        }
        catch (OperationCanceledException) when (killed.IsCancellationRequested)
        {
        }
    }

    /// <summary>Asks about everything that was acknowledged.</summary>
    public async Task CheckAsync(ISessionClient sessions)
    {
        foreach (var entry in _entries)
        {
            var verdict = await sessions.ValidateAsync(entry.Session);
            switch (entry)
            {
                case { RevocationAcknowledged: true }:
                    Assert.Equal("refused: Revoked", verdict);
                    break;
                case { RevocationAttempted: true }:
                    Assert.True(verdict is "accepted" or "refused: Revoked", verdict);
                    break;
                default:
                    Assert.Equal("accepted", verdict);
                    break;
            }
        }

        foreach (var entry in _limited)
        {
            // To the end: every use that is left is asked for.
            while (await sessions.ValidateAsync(entry.Session) == "accepted")
            {
                entry.Uses++;
            }

            Assert.InRange(entry.Uses, 0, entry.Limit);
            Assert.Equal("refused: UsesExhausted", await sessions.ValidateAsync(entry.Session));
        }
    }

    private async Task WorkUntilAsync(ISessionClient sessions, string subject, CancellationToken killed)
    {
        for (var number = 0; !killed.IsCancellationRequested; number++)
        {
            int? limit = number % 3 == 2 ? Limits[number % Limits.Length] : null;
            if (await sessions.TryEstablishAsync($"{subject}-{number}", limit, killed) is not EstablishResult.Established session)
            {
                return;
            }

            var entry = new Entry(session, limit ?? 0);
            (limit is null ? _entries : _limited).Add(entry);
            if (limit is not null)
            {
                await SpendAsync(sessions, entry, killed);
            }
            else if (number % 2 == 1)
            {
                entry.RevocationAttempted = true;
                entry.RevocationAcknowledged = await RevokeAsync(sessions, session, number % 4 == 1 ? null : $"{subject}-{number}", killed) is RevokeResult.Revoked;
            }
        }
    }

    private static Task<RevokeResult> RevokeAsync(ISessionClient sessions, EstablishResult.Established session, string? subject, CancellationToken killed) =>
        subject is null ? sessions.RevokeAsync(session, killed) : sessions.RevokeSubjectAsync(new(Samples.Subject(subject), Samples.Order), killed);

    private static async Task SpendAsync(ISessionClient sessions, Entry entry, CancellationToken killed)
    {
        for (var use = 0; use < 20 && !killed.IsCancellationRequested; use++)
        {
            if (await sessions.ValidateAsync(entry.Session, killed) == "accepted")
            {
                entry.Uses++;
            }
        }
    }

    private sealed class Entry(EstablishResult.Established session, int limit)
    {
        public EstablishResult.Established Session => session;

        public int Limit => limit;

        public bool RevocationAttempted { get; set; }

        public bool RevocationAcknowledged { get; set; }

        public int Uses { get; set; }
    }
}
