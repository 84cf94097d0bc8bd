using System.Collections.Immutable;
using System.Security.Cryptography;
using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Core.Events;

namespace SessionCluster.Unit.Tests.Core.Events;

/// <summary>The chain of a stream: whoever changes what happened has to change everything after it.</summary>
public sealed class EventChainTests
{
    private const string Stream = "0123456789abcdef0123456789abcdef";

    private static readonly DateTimeOffset Start = new(2026, 11, 25, 8, 0, 0, 123, TimeSpan.Zero);

    private static readonly EventDraft Draft = new(SessionEventKind.Revoked, Start, EndInitiator.By(ClientId.Create("ops")))
    {
        Id = EventId.FromBytes([.. Enumerable.Range(0, EventId.Size).Select(value => (byte)value)]),
        Subject = SubjectId.TryCreate("ada", out var subject, out _) ? subject : default,
        ClientId = ClientId.Create("app"),
        Class = SessionClassName.Create("web"),
        Reason = "admin",
        Detail = "é",
    };

    /// <summary>The layout of docs/events.md, written out: an event that was hashed must verify for ever.</summary>
    [Fact]
    [Rule("N19")]
    public void The_hash_is_that_of_the_bytes_of_the_document()
    {
        byte[] bytes =
        [
            .. new byte[32],
            1,
            0, 0, 0, 0, 0, 0, 0, 1,
            0, 0, 0, 6,
            .. Convert.FromHexString("000001A211B7FC7B"),
            0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
            0, 0, 0, 2,
            0, 0, 0, 32, .. "0123456789abcdef0123456789abcdef"u8,
            0, 0, 0, 3, .. "ops"u8,
            0, 0, 0, 3, .. "ada"u8,
            0, 0, 0, 3, .. "app"u8,
            0, 0, 0, 3, .. "web"u8,
            0, 0, 0, 5, .. "admin"u8,
            0, 0, 0, 2, 0xC3, 0xA9,
        ];

        var ledger = EventChain.Append(EventLedger.Empty, Stream, Draft);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), ledger.Head.ToString());

        // The same by another program (Python's hashlib).
        Assert.Equal("b583ec659e9a12e147582b225c0641f891543aab34af393fcaa9f2fda3b57e7b", ledger.Head.ToString());
    }

    [Fact]
    public void Each_event_takes_the_next_place_and_follows_the_one_before()
    {
        var ledger = Chain(3);

        Assert.Equal(3, ledger.Count);
        Assert.Equal([1, 2, 3], ledger.Waiting.Select(value => value.Sequence));
        Assert.True(ledger.Waiting[0].Previous.IsUnset);
        Assert.Equal(ledger.Waiting[0].Hash, ledger.Waiting[1].Previous);
        Assert.Equal(ledger.Waiting[2].Hash, ledger.Head);
        Assert.Null(EventChain.Verify(ledger.Waiting));
        Assert.Null(EventChain.Verify([]));
    }

    [Fact]
    public void An_event_is_the_same_however_often_it_is_composed_and_named_for_its_place_unless_it_has_a_name()
    {
        var unnamed = Draft with { Id = default };

        var first = EventChain.Append(EventLedger.Empty, Stream, unnamed);

        Assert.Equal(first.Waiting[0], EventChain.Append(EventLedger.Empty, Stream, unnamed).Waiting[0]);
        Assert.Equal(Draft.Id, EventChain.Append(EventLedger.Empty, Stream, Draft).Waiting[0].Id);
        var second = EventChain.Append(first, Stream, unnamed).Waiting[1];
        var other = EventChain.Append(EventLedger.Empty, SessionEvent.ContainmentStream, unnamed).Waiting[0];
        Assert.Equal(3, new[] { first.Waiting[0].Id, second.Id, other.Id }.Distinct().Count());
    }

    [Fact]
    public void The_instant_is_kept_to_the_millisecond() =>
        Assert.Equal(Start, EventChain.Append(EventLedger.Empty, Stream, Draft with { At = Start.AddTicks(9_999).ToOffset(TimeSpan.FromHours(2)) }).Waiting[0].At);

    public static TheoryData<string, Func<SessionEvent, SessionEvent>> Alterations => new()
    {
        { "kind", value => value with { Kind = SessionEventKind.Expired } },
        { "at", value => value with { At = value.At.AddMilliseconds(1) } },
        { "id", value => value with { Id = default } },
        { "initiator", value => value with { Initiator = EndInitiator.Holder } },
        { "initiating client", value => value with { Initiator = EndInitiator.By(ClientId.Create("other")) } },
        { "subject", value => value with { Subject = default } },
        { "client", value => value with { ClientId = ClientId.Create("other") } },
        { "class", value => value with { Class = default } },
        { "reason", value => value with { Reason = "policy" } },
        { "detail", value => value with { Detail = null } },

        // Moved from one text to the next: the lengths tell.
        { "border", value => value with { Reason = "admi", Detail = "né" } },
    };

    [Theory]
    [MemberData(nameof(Alterations), DisableDiscoveryEnumeration = true)]
    public void An_altered_event_is_found_and_so_is_one_whose_hash_was_altered_too(string member, Func<SessionEvent, SessionEvent> alter)
    {
        Assert.NotEmpty(member);
        var events = Chain(4).Waiting;
        var altered = alter(events[1]);

        Assert.Equal(new(2, EventChainFlaw.Altered), EventChain.Verify(events.SetItem(1, altered)));
        Assert.Equal(new(3, EventChainFlaw.Unchained), EventChain.Verify(events.SetItem(1, altered with { Hash = EventChainVerifier.HashOf(altered) })));
    }

    [Fact]
    public void What_is_missing_inserted_or_swapped_is_found_where_it_is()
    {
        var events = Chain(4).Waiting;
        var foreign = EventChain.Append(EventLedger.Empty, SessionEvent.ContainmentStream, Draft).Waiting[0];

        Assert.Equal(new(1, EventChainFlaw.Missing), EventChain.Verify(events.RemoveAt(0)));
        Assert.Equal(new(3, EventChainFlaw.Missing), EventChain.Verify(events.RemoveAt(2)));
        Assert.Equal(new(3, EventChainFlaw.Missing), EventChain.Verify(events.Insert(2, events[1])));
        Assert.Equal(new(2, EventChainFlaw.Foreign), EventChain.Verify(events.SetItem(1, foreign)));
        Assert.Equal(new(2, EventChainFlaw.Missing), EventChain.Verify(events.SetItem(1, events[2]).SetItem(2, events[1])));
    }

    /// <summary>What the chain alone can't show: only the head in the row does.</summary>
    [Fact]
    public void A_chain_that_was_cut_short_or_rewritten_to_its_end_differs_from_the_head_of_the_row()
    {
        var ledger = Chain(4);
        var rewritten = EventLedger.Empty;
        foreach (var value in ledger.Waiting)
        {
            rewritten = EventChain.Append(rewritten, Stream, Draft with { Detail = $"not {value.Sequence}" });
        }

        Assert.Null(EventChain.Verify(ledger.Waiting.RemoveAt(3)));
        Assert.Null(EventChain.Verify(rewritten.Waiting));
        Assert.NotEqual(ledger.Head, rewritten.Head);
        Assert.NotEqual(ledger.Head, ledger.Waiting[2].Hash);
    }

    [Fact]
    public void Counts_of_refusals_are_in_no_chain()
    {
        var events = Chain(2).Waiting;
        var count = EventChain.Unchained(Stream, 1L << 52, Draft with { Kind = SessionEventKind.Refusals });

        Assert.True(count.Hash.IsUnset);
        Assert.Null(EventChain.Verify([events[0], count, events[1], count]));
    }

    private static EventLedger Chain(int length)
    {
        var ledger = EventLedger.Empty;
        for (var place = 1; place <= length; place++)
        {
            ledger = EventChain.Append(ledger, Stream, Draft with { Id = default, At = Start.AddSeconds(place) });
        }

        return ledger;
    }
}
