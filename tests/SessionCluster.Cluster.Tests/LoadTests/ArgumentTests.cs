using SessionCluster.LoadTests.Arguments;
using SessionCluster.LoadTests.Operations;
using SessionCluster.LoadTests.Possession;
using SessionCluster.LoadTests.Scenarios;

namespace SessionCluster.Cluster.Tests.LoadTests;

/// <summary>The load tester's command line.</summary>
public sealed class ArgumentTests
{
    [Theory]
    [InlineData("", "A scenario is missing: begin with steady, silo-loss, scale-out, revoke-storm, forged-flood (--help says more).")]
    [InlineData("stedy", "'stedy' is no scenario: begin with steady, silo-loss, scale-out, revoke-storm, forged-flood (--help says more).")]
    [InlineData("steady --speed 3", "'--speed' is no option (--help lists them).")]
    [InlineData("steady --silos", "--silos lacks its value, N.")]
    [InlineData("steady --silos 0", "--silos can't be '0': give 1 to 16.")]
    [InlineData("steady --silos 17", "--silos can't be '17': give 1 to 16.")]
    [InlineData("steady --sessions 0", "--sessions can't be '0': give 1 to 1000000.")]
    [InlineData("steady --sessions -5", "--sessions can't be '-5': give 1 to 1000000.")]
    [InlineData("steady --concurrency 100001", "--concurrency can't be '100001': give 1 to 100000.")]
    [InlineData("steady --rate 0", "--rate can't be '0': give operations a second, above 0 and at most 1000000.")]
    [InlineData("steady --rate 1000001", "--rate can't be '1000001': give operations a second, above 0 and at most 1000000.")]
    [InlineData("steady --duration 0s", "--duration can't be '0s': give a span such as 500ms, 30s or 2m.")]
    [InlineData("steady --duration 30", "--duration can't be '30': give a span such as 500ms, 30s or 2m.")]
    [InlineData("steady --limited 101", "--limited can't be '101': give 0 to 100.")]
    [InlineData("steady --mix validate=95,validate=1", "--mix can't be 'validate=95,validate=1': give shares such as validate=95,establish=4,revoke=1, with validate above 0.")]
    [InlineData("steady --mix revoke=1", "--mix can't be 'revoke=1': give shares such as validate=95,establish=4,revoke=1, with validate above 0.")]
    [InlineData("steady --mix validate", "--mix can't be 'validate': give shares such as validate=95,establish=4,revoke=1, with validate above 0.")]
    [InlineData("steady --require p98<20ms", "--require can't be 'p98<20ms': give requirements such as p99<20ms,errors<0.1%,throughput>5000.")]
    [InlineData("steady --require p99<20", "--require can't be 'p99<20': give requirements such as p99<20ms,errors<0.1%,throughput>5000.")]
    [InlineData("steady --require errors<1", "--require can't be 'errors<1': give requirements such as p99<20ms,errors<0.1%,throughput>5000.")]
    [InlineData("steady --require throughput>5%", "--require can't be 'throughput>5%': give requirements such as p99<20ms,errors<0.1%,throughput>5000.")]
    [InlineData("steady --require revoke.errors<5%", "--require can't be 'revoke.errors<5%': give requirements such as p99<20ms,errors<0.1%,throughput>5000.")]
    [InlineData("steady --target ftp://127.0.0.1:1", "--target can't be 'ftp://127.0.0.1:1': give http(s)://host:port or gateway://host:port, more of the same kind after a comma.")]
    [InlineData("steady --target gateway://127.0.0.1", "--target can't be 'gateway://127.0.0.1': give http(s)://host:port or gateway://host:port, more of the same kind after a comma.")]
    [InlineData("steady --target http://127.0.0.1:1,gateway://127.0.0.1:2", "--target can't be 'http://127.0.0.1:1,gateway://127.0.0.1:2': give http(s)://host:port or gateway://host:port, more of the same kind after a comma.")]
    [InlineData("steady --target http://me:secret@127.0.0.1:1", "--target can't be 'http://me:secret@127.0.0.1:1': give http(s)://host:port or gateway://host:port, more of the same kind after a comma.")]
    [InlineData("steady --target gateway://127.0.0.1:2", "Gateways need --edge-ring FILE: the keys of the tags in tokens.")]
    [InlineData("silo-loss --target http://127.0.0.1:1", "silo-loss on a running cluster needs --on-fault COMMAND: what makes the fault there.")]
    [InlineData("silo-loss --on-fault true", "--on-fault is for a running cluster: this process makes the faults of its own.")]
    [InlineData("steady --possession key", "--possession can't be 'key': give bearer, dpop or mtls.")]
    [InlineData("steady --mix validate=9,present-replayed=1", "present-replayed needs --possession dpop: only proofs are replayed.")]
    [InlineData("silo-loss --silos 1", "silo-loss needs --silos 2 or more: nobody would be left to answer.")]
    public async Task A_command_line_that_is_none_is_one_sentence_and_the_exit_code_2(string line, string sentence)
    {
        var run = await LoadCommand.RefuseAsync(line);

        Assert.Equal((2, sentence + "\n", string.Empty), (run.ExitCode, run.Errors, run.Output));
    }

    [Fact]
    public async Task The_help_names_every_scenario_and_option()
    {
        var help = await LoadCommand.RefuseAsync("--help");

        Assert.Equal(0, help.ExitCode);
        Assert.All(ScenarioTable.All, scenario => Assert.Contains($"  {scenario.Name} ", help.Output, StringComparison.Ordinal));
        Assert.All(OptionTable.All, option => Assert.Contains($"  {option.Name} ", help.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_option_is_read()
    {
        var options = Read("silo-loss --target gateway://a:1,b:2 --silos 4 --sessions 5 --concurrency 6 --rate 7.5 --duration 8s --warmup 9ms --mix validate=1,info=2 --seed 10 --limited 11 --possession mtls --class agent --audience shop --on-fault true "
            + "--edge-ring ring --environment prod --cluster-id c --service-id s --report r --plot p --json --require p99<20ms,revoke.max<2s --patience 3s");

        Assert.Equal(["a:1", "b:2"], options.Target!.Gateways.Select(gateway => $"{gateway.Host}:{gateway.Port}"));
        Assert.Equal((4, 5, 6, 7.5, 10, 11), (options.Silos, options.Sessions, options.InFlight, options.Rate, options.Seed, options.Limited));
        Assert.Equal((TimeSpan.FromSeconds(8), TimeSpan.FromMilliseconds(9), TimeSpan.FromSeconds(3)), (options.Duration, options.Warmup, options.Patience));
        Assert.Equal(PossessionKind.Mtls, options.Possession);
        Assert.Equal(("agent", "shop", "true", "ring", "prod", "c", "s", "r", "p", true), (options.Class, options.Audience, options.OnFault, options.EdgeRing, options.Environment, options.ClusterId, options.ServiceId, options.Report, options.Plot, options.Json));
        Assert.Equal("validate=1,info=2", options.EffectiveMix.ToString());
        Assert.Equal([(OperationKind.Validate, Metric.P99, 20.0), (OperationKind.Revoke, Metric.Max, 2000.0)], options.Requirements.Select(requirement => (requirement.Kind, requirement.Metric, requirement.Limit)));
    }

    [Fact]
    public void A_closed_load_has_64_callers_and_an_open_one_many_more()
    {
        Assert.Equal(64, Read("steady").InFlight);
        Assert.Equal(4096, Read("steady --rate 10").InFlight);
    }

    [Fact]
    public void Where_there_are_proofs_some_are_replayed_unless_the_mix_says_otherwise()
    {
        Assert.False(Read("steady").EffectiveMix.Has(OperationKind.PresentReplayed));
        Assert.EndsWith(",present-replayed=3", Read("steady --possession dpop").EffectiveMix.ToString(), StringComparison.Ordinal);
        Assert.Equal("validate=1", Read("steady --possession dpop --mix validate=1").EffectiveMix.ToString());
        Assert.Equal("validate=1,present-replayed=2", Read("steady --possession dpop --mix validate=1,present-replayed=2").EffectiveMix.ToString());
    }

    [Fact]
    public void A_mix_is_drawn_by_its_shares()
    {
        var random = new Random(1);
        var mix = OperationMix.TryParse("validate=3,revoke=1,info=0")!;

        var drawn = Enumerable.Range(0, 4000).Select(_ => mix.Draw(random)).CountBy(kind => kind).ToDictionary();

        Assert.InRange(drawn[OperationKind.Validate], 2850, 3150);
        Assert.InRange(drawn[OperationKind.Revoke], 850, 1150);
        Assert.DoesNotContain(OperationKind.Info, drawn.Keys);
    }

    private static LoadOptions Read(string line) => LoadArguments.TryParse(line.Split(' '), out var options, out var problem) ? options : throw new InvalidOperationException(problem);
}
