namespace SessionCluster.Benchmarks.Memory;

/// <summary>Tokens in memory that was there before anything is measured.</summary>
internal sealed class TokenBook(int count)
{
    private const int MaxLength = 128;

    private readonly char[] _text = new char[count * MaxLength];

    public string this[int index]
    {
        get => new string(_text, index * MaxLength, MaxLength).TrimEnd('\0');
        set => value.CopyTo(0, _text, index * MaxLength, value.Length);
    }
}
