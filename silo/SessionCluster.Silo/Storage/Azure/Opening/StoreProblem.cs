using System.Globalization;
using Azure;
using Azure.Identity;

namespace SessionCluster.Silo.Storage.Azure.Opening;

/// <summary>What keeps the store from being opened, as a sentence for the operator. It names the setting and quotes neither secrets nor what may hold them.</summary>
internal static class StoreProblem
{
    /// <summary>True when trying again may help: no answer, too busy, or broken for the moment.</summary>
    public static bool MayPass(Exception exception) => exception switch
    {
        AuthenticationFailedException => false,
        RequestFailedException { Status: var status } => status is 0 or StatusCodes.Status408RequestTimeout or StatusCodes.Status409Conflict or StatusCodes.Status429TooManyRequests or >= 500,
        _ => true,
    };

    /// <summary>The exception for a failure to open.</summary>
    public static StorageStartupException Of(AzureTableAccount account, Exception failure)
    {
        var key = $"SessionCluster:Storage:{account.SettingsKey}";
        return failure switch
        {
            AuthenticationFailedException => new($"{key} names {account.Address}, and this process has no identity that Azure accepts: give it a managed or workload identity, or set SessionCluster:Storage:ManagedIdentityClientId.", failure),
            RequestFailedException { Status: StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden } refused =>
                new($"{key} names {account.Address}, which refuses this silo ({Code(refused)}): check the key, or give the identity the role Storage Table Data Contributor.", failure),
            RequestFailedException { Status: > 0 and < 500 } refused =>
                new($"{key} names {account.Address}, which does not serve tables to this silo ({Code(refused)}): check the address.", failure),
            _ => new($"{key} names {account.Address}, which gave no answer within {AzureTableStore.Patience.TotalSeconds} s ({Reason(failure)}): check the address, the network and the store. Nothing is lost.", failure),
        };
    }

    private static string Code(RequestFailedException exception) => string.Create(CultureInfo.InvariantCulture, $"{exception.Status} {exception.ErrorCode}").TrimEnd();

    private static string Reason(Exception failure) => failure switch
    {
        RequestFailedException { Status: > 0 } refused => Code(refused),
        AggregateException aggregate => aggregate.InnerExceptions[^1].GetBaseException().Message,
        _ => failure.GetBaseException().Message,
    };
}
