using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Endpoints.Problems;

namespace SessionCluster.Silo.Endpoints.Reading;

/// <summary>Turns a whole body into what it asks for, or says what is wrong with it.</summary>
/// <param name="utf8">The body.</param>
/// <param name="caller">Who sent it.</param>
/// <param name="problem">What is wrong; <see langword="null"/> when there is a result.</param>
internal delegate TBody? BodyParser<TBody>(ReadOnlySpan<byte> utf8, Caller caller, out Problem? problem)
    where TBody : class;
