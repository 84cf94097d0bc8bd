using System.Text.Json;
using SessionCluster.Silo.Endpoints.Problems;

namespace SessionCluster.Silo.Endpoints.Reading;

/// <summary>
/// Reads one JSON object strictly (ASVS 1.5.3, RFC 8259 sections 4 and 8): no unknown, duplicated or null member, no other type, no comment, nothing before or after.
/// The first problem stands and ends the reading: from then on everything answers "no more". No sentence repeats a value.
/// </summary>
internal ref partial struct StrictJson
{
    // What we read is two objects deep; more can only be an attack or an error.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 8 };

    private Utf8JsonReader _reader;
    private string _prefix = string.Empty;
    private Member? _member;

    public StrictJson(ReadOnlySpan<byte> utf8)
    {
        _reader = new(utf8, Options);
        Problem = Preface.ProblemOf(utf8);
    }

    /// <summary>What is wrong with the body; <see langword="null"/> while nothing is.</summary>
    public Problem? Problem { get; private set; }

    private readonly string Path => _prefix + _member?.Name;

    /// <summary>Opens the body's object.</summary>
    public ObjectScope Begin(MemberTable table)
    {
        if (Read() && _reader.TokenType != JsonTokenType.StartObject)
        {
            Fail(KnownProblems.Malformed("The body is not a JSON object: send one."));
        }

        return new(table, string.Empty);
    }

    /// <summary>Closes the body: nothing may follow.</summary>
    public void End() => Read(expectEnd: true);

    /// <summary>Moves to the value of the next member; false at the end of the object or when there is a problem.</summary>
    public bool TryNext(ref ObjectScope scope, out string name)
    {
        name = string.Empty;
        _prefix = scope.Prefix;
        if (!Read())
        {
            return false;
        }

        if (_reader.TokenType == JsonTokenType.EndObject)
        {
            if (scope.FirstMissing is var missing and >= 0)
            {
                _member = scope.Table[missing];
                Fail(KnownProblems.Malformed($"Member '{Path}' is missing: it must be {_member.Shape}."));
            }

            return false;
        }

        return TryEnter(ref scope) && Read() && TrySee(out name);
    }

    /// <summary>Refuses the current member in words of its own.</summary>
    public void Reject(string sentence) => Fail(KnownProblems.Malformed($"Member '{Path}': {sentence}"));

    /// <summary>Refuses the current member because of its shape, unless it is good.</summary>
    public void Require(bool isGood)
    {
        if (!isGood)
        {
            RejectShape();
        }
    }

    /// <summary>Refuses a value of the current member that a later version takes.</summary>
    public void RejectUnsupported(string sentence) => Fail(KnownProblems.Unsupported($"Member '{Path}': {sentence}"));

    /// <summary>Refuses the object as a whole.</summary>
    public void RejectWhole(string sentence) => Fail(KnownProblems.Malformed(sentence));

    private bool TryEnter(ref ObjectScope scope)
    {
        var index = IsPlainName() ? scope.Table.IndexOf(in _reader) : -1;
        if (index < 0)
        {
            Fail(UnsupportedMembers.ProblemOf(_prefix, in _reader));
            return false;
        }

        _member = scope.Table[index];
        if (!scope.TryMark(index))
        {
            Fail(KnownProblems.Malformed($"Member '{Path}' stands twice: send it once."));
            return false;
        }

        return true;
    }

    private bool TrySee(out string name)
    {
        name = _member!.Name;
        if (_reader.TokenType != JsonTokenType.Null)
        {
            return true;
        }

        Fail(KnownProblems.Malformed($"Member '{Path}' is null: {(_member.IsRequired ? "" : "leave it out, or ")}send {_member.Shape}."));
        return false;
    }

    /// <summary>An escaped name may hold a lone surrogate, at which the reader throws; all our names are plain.</summary>
    private readonly bool IsPlainName() => !_reader.ValueIsEscaped || TryGetString(out _);

    private readonly bool TryGetString(out string text)
    {
        try
        {
            text = _reader.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            // The reader's way to say: a lone surrogate in an escape (the bytes themselves are valid UTF-8, see the preface).
            text = string.Empty;
            return false;
        }
    }

    private bool Read(bool expectEnd = false)
    {
        if (Problem is not null)
        {
            return false;
        }

        try
        {
            return _reader.Read() != expectEnd;
        }
        catch (JsonException exception)
        {
            // The reader's own message repeats bytes of the body; the place is enough.
            Fail(NotWellFormed(exception));
            return false;
        }
    }

    private readonly Problem NotWellFormed(JsonException exception)
    {
        var place = $"line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}";
        var near = _member is null ? place : $"at or after member '{Path}', {place}";
        return KnownProblems.Malformed($"The body is not one whole JSON object ({near}): send one, without comments, trailing commas or anything after it.");
    }

    private void RejectShape() => Fail(KnownProblems.Malformed($"Member '{Path}' must be {_member!.Shape}."));

    private void Fail(Problem problem) => Problem ??= problem;
}
