using Microsoft.Extensions.Options;
using SessionCluster.Client.Keys;
using SessionCluster.Client.Tokens;

namespace SessionCluster.Client.Hosting;

/// <summary>Checks <see cref="SessionClientOptions"/> at start. Each sentence names the option; none shows a key.</summary>
internal sealed class SessionClientOptionsValidator : IValidateOptions<SessionClientOptions>
{
    public ValidateOptionsResult Validate(string? name, SessionClientOptions options)
    {
        var problems = new List<string>();
        if (!EnvironmentName.IsWellFormed(options.Environment))
        {
            problems.Add($"{nameof(SessionClientOptions)}.{nameof(SessionClientOptions.Environment)} is '{options.Environment}': {EnvironmentName.Rule}.");
        }

        if (options.OperationTimeout < SessionClientOptions.MinOperationTimeout || options.OperationTimeout > SessionClientOptions.MaxOperationTimeout)
        {
            problems.Add($"{nameof(SessionClientOptions)}.{nameof(SessionClientOptions.OperationTimeout)} is {options.OperationTimeout}: give 1 s to 30 s.");
        }

        if (options.KeyRingFile is { } path && !KeyRingFile.TryRead(path, out _, out var problem))
        {
            problems.Add($"{nameof(SessionClientOptions)}.{nameof(SessionClientOptions.KeyRingFile)}: {problem}");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
