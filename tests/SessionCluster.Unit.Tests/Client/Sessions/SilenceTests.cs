using System.Text;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Sessions;
using SessionCluster.Client.Tokens;
using SessionCluster.Unit.Tests.Abstractions.Wire;
using SessionCluster.Unit.Tests.Tokens;

namespace SessionCluster.Unit.Tests.Client.Sessions;

/// <summary>N17: nothing that the client takes, gives, logs or throws prints a token or a secret by itself.</summary>
public sealed class SilenceTests
{
    private static readonly string[] Forms =
    [
        Specimen.Token,
        Specimen.Token[9..^6],
        Convert.ToHexString(Specimen.Secret),
        Convert.ToBase64String(Specimen.Secret)[..^2],
        Encoding.Latin1.GetString(Specimen.Secret),
    ];

    [Fact]
    [Rule("N17")]
    public void Nothing_that_holds_a_token_prints_it()
    {
        object[] holders =
        [
            new SessionToken(Specimen.Token),
            new ValidateDescriptor { Token = Specimen.Token, Audience = Audience.Create("orders") },
            new RevokeDescriptor.ByToken(Specimen.Token, ClientUnderTest.Order),
            new EstablishResult.Established(new SessionToken(Specimen.Token), Specimen.Id, default, default, default),
            new RotateDescriptor { Token = Specimen.Token, Scheme = TokenScheme.Bearer },
            new RenewalDescriptor { Token = Specimen.Token, Scheme = TokenScheme.Bearer, Subject = default, Authentication = new(["pwd"], default), Caller = default },
            new HolderDescriptor { Token = Specimen.Token, Scheme = TokenScheme.Bearer },
            new SignalDescriptor.ByToken(Specimen.Token, default, default, default),
            new RotateResult.Rotated(new SessionToken(Specimen.Token), Specimen.Id, default, default, default),
            new RenewalResult.Renewed(new SessionToken(Specimen.Token), Specimen.Id, default, default, default),
            SessionSecret.FromBytes(Specimen.Secret),
            new PresentedToken(Specimen.Id, 1, SecretDigest.Of(Specimen.Secret)),
            Specimen.Ring,
        ];

        Assert.All(holders, holder => AssertSilent($"{holder}"));
    }

    [Fact]
    [Rule("N17")]
    public void A_secret_in_a_text_would_be_found() => Assert.All(Forms, form => Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => AssertSilent($"The token {form.ToLowerInvariant()} was refused.")));

    [Fact]
    [Rule("N17")]
    public async Task Nothing_is_logged_of_a_validation_that_has_an_answer()
    {
        var client = new ClientUnderTest();
        client.Cluster.Answer = ClientUnderTest.GoodAnswer;
        await client.Sessions.ValidateAsync(ClientUnderTest.Presented);
        client.Cluster.Answer = _ => SessionVerdict.Refuse(SessionRefusal.WrongSecret);
        await client.Sessions.ValidateAsync(ClientUnderTest.Presented);
        client.Ring.Replace(Specimen.RingOf(2, 2));
        await client.Sessions.ValidateAsync(ClientUnderTest.Presented);

        Assert.Empty(client.Log.Entries);
    }

    [Fact]
    [Rule("N17"), Rule("L24")]
    public async Task No_message_to_the_cluster_holds_the_secret()
    {
        foreach (var operation in ClientUnderTest.Operations.Values)
        {
            var client = new ClientUnderTest();
            client.Cluster.Answer = ClientUnderTest.GoodAnswer;
            await operation(client.Sessions, TestContext.Current.CancellationToken);

            Assert.NotEmpty(client.Cluster.Calls);
            foreach (var (_, call) in client.Cluster.Calls)
            {
                var sent = OrleansWire.Bytes(call);
                Assert.Equal(-1, sent.AsSpan().IndexOf(Specimen.Secret));
                AssertSilent(Encoding.Latin1.GetString(sent));
            }
        }
    }

    private static void AssertSilent(string text) => Assert.All(Forms, form => Assert.DoesNotContain(form, text, StringComparison.OrdinalIgnoreCase));
}
