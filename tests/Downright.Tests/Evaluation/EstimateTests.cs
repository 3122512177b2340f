extern alias evaluation;

using evaluation::Downright.Evaluation.Statistics;

namespace Downright.Tests.Evaluation;

public sealed class EstimateTests
{
    // Exact binomial limits: 0.025^(1/n) is the least p at which n hits in n trials are no rarer than 1 in 40.
    [Theory]
    [InlineData(1, 2.5)]
    [InlineData(3, 29.24)]
    [InlineData(153, 97.62)]
    public void A_share_of_all_or_nothing_is_bounded_by_the_number_of_sources(int sources, double bound)
    {
        Estimate all = Estimate.Share(Enumerable.Range(0, sources * 2).Select(i => (i / 2, true))), none = Estimate.Share(Enumerable.Range(0, sources * 2).Select(i => (i / 2, false)));

        Assert.Equal((100.0, 100.0), (all.Mean, all.High));
        Assert.Equal(bound, all.Low, 0.01);
        Assert.Equal((0.0, 0.0), (none.Mean, none.Low));
        Assert.Equal(100 - bound, none.High, 0.01);
    }

    [Fact]
    public void One_source_gives_no_interval_of_zero_width()
    {
        Estimate share = Estimate.Share([(4, true), (4, false)]);
        Assert.Equal(50, share.Mean);
        Assert.True(share.Low < 5 && share.High > 95, share.ToString());
        Assert.Equal("12.3", Estimate.Of([(4, 12.3), (4, 12.3)]).ToString());
        Assert.Equal("–", Estimate.Share([]).ToString());
    }

    [Fact]
    public void Sources_that_differ_give_the_bootstrap_interval()
    {
        Estimate estimate = Estimate.Of(Enumerable.Range(0, 100).Select(i => (i, (double)(i % 2))));
        // The mean of 100 draws of 0 or 1 has a standard deviation of 0.05.
        Assert.Equal(0.5, estimate.Mean);
        Assert.Equal(0.4, estimate.Low, 0.03);
        Assert.Equal(0.6, estimate.High, 0.03);
    }
}
