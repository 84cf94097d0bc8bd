using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Client.Tokens;

namespace SessionCluster.Unit.Tests.Tokens;

/// <summary>The token of the published vector, computed outside this project, and its parts.</summary>
internal static class Specimen
{
    public const string Environment = "test";

    public const string Token = "sct_test_1SC1v6YHzlL098zxWmB4TFYW52llyExTd47GvyGhXgqwfCThPepfJ9gFaAhmgDyVEd0A0XFkxe6Ln2pchwh";

    public const string Handle = "5a01c22260a0a1a2a3a4a5a6a7a8a9aa";

    public const byte KeyId = 1;

    public static EnvironmentName EnvironmentName { get; } = EnvironmentName.Create(Environment);

    /// <summary>00 01 .. 1f.</summary>
    public static byte[] Key { get; } = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    /// <summary>40 .. 5f.</summary>
    public static byte[] Secret { get; } = [.. Enumerable.Range(0x40, 32).Select(i => (byte)i)];

    public static SessionId Id { get; } = SessionId.TryParse(Handle, out var id) ? id : throw new InvalidOperationException("The specimen's handle.");

    public static KeyRing Ring { get; } = RingOf(KeyId, KeyId);

    /// <summary>A ring in which key n has the bytes n - 1, n, n + 1 and so on: key 1 is the specimen's.</summary>
    public static KeyRing RingOf(byte current, params byte[] ids) => KeyRing.Create(current, ids.ToDictionary(id => id, KeyOf));

    public static byte[] KeyOf(byte id) => [.. Enumerable.Range(id - 1, 32).Select(i => (byte)i)];
}
