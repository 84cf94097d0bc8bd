using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SessionCluster.EndToEnd.Tests.Canary;

/// <summary>All that an API service logs, scopes and exceptions included.</summary>
internal sealed class RecordedLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public string Text => string.Join('\n', _lines);

    public ILogger CreateLogger(string categoryName) => new CategoryLog(categoryName, _lines);

    public void Dispose()
    {
    }

    private sealed class CategoryLog(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            lines.Enqueue($"{category} scope {state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{category} {logLevel} {eventId} {formatter(state, exception)} {exception}");
    }
}
