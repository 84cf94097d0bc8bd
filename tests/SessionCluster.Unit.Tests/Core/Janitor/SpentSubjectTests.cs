using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Core.Admission;
using SessionCluster.Core.Janitor;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Janitor;

/// <summary>A subject's row may go when nothing in it can matter: each of its parts keeps it, to the second.</summary>
public sealed class SpentSubjectTests
{
    private static readonly DateTimeOffset Now = Sample.Start;

    private static SubjectState Empty { get; } = new() { Key = Sample.Subject.Key, Subject = Sample.Subject };

    [Fact]
    public void An_empty_row_is_spent() => Assert.True(SpentSubject.IsSpent(Empty, Now));

    [Theory]
    [InlineData(309, false)]
    [InlineData(310, true)]
    public void A_listed_session_keeps_it_for_as_long_as_its_row_stays(int secondsBeyondDeadline, bool isSpent)
    {
        var id = SessionId.Create(1, Now.AddSeconds(-secondsBeyondDeadline), new byte[SessionId.RandomSize]);
        var rounded = Now.AddSeconds((id.Deadline - Now.AddSeconds(-secondsBeyondDeadline)).TotalSeconds);
        Assert.Equal(isSpent, SpentSubject.IsSpent(Empty with { Sessions = [new(id, SessionClassName.Create("interactive"), 0)] }, rounded));
    }

    [Theory]
    [InlineData(3609, false)]
    [InlineData(3610, true)]
    public void A_cut_off_keeps_it_for_as_long_as_any_configuration_takes_an_authentication_of_before(int age, bool isSpent)
    {
        var state = Empty with { Epoch = 4, Contained = 4, CutOff = new(4, Now.AddSeconds(-age), Sample.Order, Sample.EventId) };
        Assert.Equal(isSpent, SpentSubject.IsSpent(state, Now));
    }

    [Fact]
    [Rule("P-S3")]
    public void A_cut_off_that_is_not_in_force_keeps_it_for_ever() =>
        Assert.False(SpentSubject.IsSpent(Empty with { Epoch = 4, Contained = 3, CutOff = new(4, Now.AddYears(-1), Sample.Order, Sample.EventId) }, Now));

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void A_remembered_authentication_keeps_it_until_its_age_alone_refuses_it(int secondsBeyond, bool isSpent) =>
        Assert.Equal(isSpent, SpentSubject.IsSpent(Empty with { Events = [AdmittedEvent.Of("login-1", Now.AddSeconds(-secondsBeyond))] }, Now));
}
