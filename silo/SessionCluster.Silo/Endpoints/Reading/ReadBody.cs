using System.Diagnostics.CodeAnalysis;
using SessionCluster.Silo.Endpoints.Problems;

namespace SessionCluster.Silo.Endpoints.Reading;

/// <summary>A body that was read, or what is wrong with it; never both, never neither.</summary>
internal readonly struct ReadBody<TBody>
    where TBody : class
{
    private ReadBody(TBody? value, Problem? problem)
    {
        Value = value;
        Problem = problem;
    }

    public TBody? Value { get; }

    public Problem? Problem { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsGood => Problem is null && Value is not null;

    public static implicit operator ReadBody<TBody>(Problem problem) => new(null, problem);

    public static ReadBody<TBody> Of(TBody? value, Problem? problem) => problem is null && value is null
        ? throw new InvalidOperationException("A parser gave neither a body nor a problem.")
        : new(problem is null ? value : null, problem);
}
