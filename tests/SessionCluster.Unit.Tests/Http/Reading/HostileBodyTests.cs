using CsCheck;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Endpoints.Problems;

namespace SessionCluster.Unit.Tests.Http.Reading;

/// <summary>Whatever comes, a reader answers with a body or with one problem, and never throws.</summary>
public sealed class HostileBodyTests
{
    private const int Iterations = 20_000;

    private static readonly byte[][] Pieces = [.. new[] { "{", "}", "[", "]", ",", ":", "\"", "\\", "\\ud800", "\\u0000", "null", "1e400", "-", "true", "/*", "\"sub\":", "\"token\":", "\"reason\":", " ", "\0", "é" }.Select(Sample.Utf8), [0xff], [0xc3], [0xed, 0xa0, 0x80]];

    public static TheoryData<string> Readers => [.. Sample.Readers.Keys];

    [Theory]
    [MemberData(nameof(Readers))]
    public void The_good_body_is_good(string reader) => Assert.Null(Read(reader, Sample.Utf8(Sample.Readers[reader].Good)));

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_body_cut_off_anywhere_is_malformed(string reader)
    {
        var good = Sample.Utf8(Sample.Readers[reader].Good.Trim());
        for (var length = 0; length < good.Length; length++)
        {
            var problem = Read(reader, good[..length]);

            Assert.Equal(ProblemCodes.Malformed, problem?.Code);
        }
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_body_with_any_one_byte_changed_is_read_or_refused(string reader) =>
        Gen.Select(Gen.Int[0, 10_000], Gen.Byte).Sample(
            (place, value) =>
            {
                var bytes = Sample.Utf8(Sample.Readers[reader].Good);
                bytes[place % bytes.Length] = value;
                RequireSentence(Read(reader, bytes));
            },
            iter: Iterations);

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_body_with_anything_put_into_it_is_read_or_refused(string reader) =>
        Gen.Select(Gen.Int[0, 10_000], Gen.Int[0, Pieces.Length - 1], Gen.Int[1, 3]).Sample(
            (place, piece, times) =>
            {
                var bytes = Sample.Utf8(Sample.Readers[reader].Good);
                place %= bytes.Length;
                RequireSentence(Read(reader, [.. bytes[..place], .. Enumerable.Repeat(Pieces[piece], times).SelectMany(part => part), .. bytes[place..]]));
            },
            iter: Iterations);

    [Theory]
    [MemberData(nameof(Readers))]
    public void Any_bytes_are_refused(string reader) =>
        Gen.Byte.Array[0, 200].Sample(bytes => RequireSentence(Read(reader, bytes) ?? throw new InvalidOperationException("It was read.")), iter: Iterations);

    [Theory]
    [MemberData(nameof(Readers))]
    public void Any_pieces_of_JSON_are_read_or_refused(string reader) =>
        Gen.Int[0, Pieces.Length - 1].Array[0, 40].Sample(pieces => RequireSentence(Read(reader, [.. pieces.SelectMany(piece => Pieces[piece])])), iter: Iterations);

    private static Problem? Read(string reader, byte[] bytes) => Sample.Readers[reader].Read(bytes);

    private static void RequireSentence(Problem? problem)
    {
        if (problem is not null)
        {
            Assert.Equal(400, problem.Status);
            Assert.Contains(problem.Code, new[] { ProblemCodes.Malformed, ProblemCodes.UnsupportedParameter });
            Assert.EndsWith(".", problem.Detail, StringComparison.Ordinal);
            Assert.InRange(problem.Detail.Length, 10, 300);
            Assert.DoesNotContain(problem.Detail, char.IsControl);
        }
    }
}
