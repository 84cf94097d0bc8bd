using SessionCluster.Abstractions.Assurance;
using SessionCluster.Core.Assurance;
using SessionCluster.Silo.Configuration;

namespace SessionCluster.Unit.Tests.Configuration;

[Rule("N3")]
public sealed class AssuranceTableReaderTests
{
    [Theory]
    [InlineData("", "pwd otp", AssuranceLevel.Aal2)]
    [InlineData("Knowledge:0=passphrase", "passphrase otp", AssuranceLevel.Aal2)]
    [InlineData("Knowledge:0=passphrase", "pwd otp", AssuranceLevel.Aal1)]
    [InlineData("Possession:0=token; Hardware:0=token; Keys:0=token", "pwd token", AssuranceLevel.Aal3)]
    [InlineData("Possession:0=hwk", "pwd hwk", AssuranceLevel.Aal3)]
    [InlineData("Possession:0=hwk", "pwd otp", AssuranceLevel.Aal1)]
    [InlineData("Hardware:0=hwk", "pwd sc", AssuranceLevel.Aal2)]
    public void A_list_that_is_given_replaces_its_column(string settings, string methods, AssuranceLevel level) =>
        Assert.Equal(level, Read(settings).Good.Compute([.. methods.Split(' ')]).Level);

    [Theory]
    [InlineData("Knowledge:0=otp", "Possession has 'otp' twice")]
    [InlineData("Knowledge:0=pin; Knowledge:1=pin", "Knowledge has 'pin' twice")]
    [InlineData("Knowledge:0=mfa", "Knowledge has 'mfa', which says that several factors were used")]
    [InlineData("Knowledge:0=two words", "Knowledge has 'two words', which is no method word")]
    [InlineData("Inherence:0=", "Inherence has '', which is no method word")]
    [InlineData("Hardware:0=pwd", "Hardware has 'pwd', which is not in SessionCluster:Assurance:Possession")]
    [InlineData("Keys:0=unheard", "Keys has 'unheard', which is not in SessionCluster:Assurance:Possession")]
    [InlineData("Posession:0=otp", "Posession is not a setting")]
    [InlineData("Possession=otp", "Possession is a value, but members belong here.")]
    public void A_word_that_would_count_wrongly_is_refused(string settings, string sentence)
    {
        var problem = Assert.Single(Read(settings).Problems);
        Assert.StartsWith($"SessionCluster:Assurance:{sentence}", problem, StringComparison.Ordinal);
    }

    private static Reading<AssuranceTable> Read(string settings) =>
        Reading.Of(root => AssuranceTableReader.Read(root.Child("Assurance")), string.Join("; ", settings.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(setting => $"Assurance:{setting}")));
}
