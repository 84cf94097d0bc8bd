namespace SessionCluster.Cli.Tour.Search;

/// <summary>Searches the bytes of every file of a directory, however large.</summary>
internal static class StoreSearch
{
    private const int ChunkSize = 1024 * 1024;
    private const int MaxAttempts = 5;

    // Links are not followed: they lead out of what was stolen.
    private static readonly EnumerationOptions EveryFile = new() { RecurseSubdirectories = true, IgnoreInaccessible = false, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Device };

    /// <summary>A form that was found.</summary>
    internal sealed record Hit(string Path, SearchedForm Form);

    /// <summary>What was found, in how much.</summary>
    /// <param name="Hits">One for each form and file.</param>
    /// <param name="Files">Files searched.</param>
    /// <param name="Bytes">Bytes searched.</param>
    /// <param name="Problem">Why not all was searched; then nothing is shown by it.</param>
    internal sealed record Result(IReadOnlyList<Hit> Hits, int Files, long Bytes, string? Problem);

    /// <summary>Searches.</summary>
    public static async Task<Result> RunAsync(string directory, IReadOnlyList<SearchedForm> forms, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RunOnceAsync(directory, forms, cancellationToken).ConfigureAwait(false);
            }
            catch (FileNotFoundException) when (attempt < MaxAttempts)
            {
                // A file that went while we looked, a journal perhaps: what it held is elsewhere now, so from the start.
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return new([], 0, 0, $"{directory} can't be searched as a whole: {exception.Message}");
            }
        }
    }

    private static async Task<Result> RunOnceAsync(string directory, IReadOnlyList<SearchedForm> forms, CancellationToken cancellationToken)
    {
        var hits = new List<Hit>();
        var (files, bytes) = (0, 0L);
        foreach (var path in Directory.EnumerateFiles(directory, "*", EveryFile))
        {
            bytes += await SearchFileAsync(path, forms, hits, cancellationToken).ConfigureAwait(false);
            files++;
        }

        return new(hits, files, bytes, null);
    }

    private static async Task<long> SearchFileAsync(string path, IReadOnlyList<SearchedForm> forms, List<Hit> hits, CancellationToken cancellationToken)
    {
        var overlap = forms.Max(form => form.Bytes.Length) - 1;
        using var stream = new FileStream(path, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, Options = FileOptions.SequentialScan | FileOptions.Asynchronous });
        var buffer = new byte[ChunkSize + overlap];
        var (kept, total) = (0, 0L);
        while (true)
        {
            var read = await stream.ReadAtLeastAsync(buffer.AsMemory(kept), ChunkSize, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            total += read;
            var known = buffer.AsMemory(0, kept + read);
            hits.AddRange(forms.Where(form => !hits.Exists(hit => hit.Path == path && hit.Form == form) && known.Span.IndexOf(form.Bytes) >= 0).Select(form => new Hit(path, form)));
            if (read < ChunkSize)
            {
                return total;
            }

            // What could have begun at the end of this piece and ends in the next.
            kept = Math.Min(overlap, known.Length);
            known[^kept..].CopyTo(buffer);
        }
    }
}
