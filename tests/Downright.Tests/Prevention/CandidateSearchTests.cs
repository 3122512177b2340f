using Downright.Analysis;
using Downright.Prevention;
using Downright.Scaling;

namespace Downright.Tests.Prevention;

public sealed class CandidateSearchTests
{
    // P in the reference mode: rows 0–8 × columns 0–8 of 12 × 12.
    private static readonly PixelInfluence Corner = PixelInfluence.Of(new ScalingOperator("corner mean", Mean(9, 12), Mean(9, 12)));

    [Fact]
    public void A_window_without_candidates_grows_until_it_has_one()
    {
        CandidateWindow window = Search().Find(4, 6);

        // Three steps down to row 9; five columns wide to either side would be column 9.
        Assert.Equal(new CandidateWindow(3, 10, 1, 8, 7, IsListed: false), window);
    }

    [Fact]
    public void What_was_searched_before_changes_nothing()
    {
        CandidateSearch search = Search();
        for (int y = 0; y < 9; y++)
            for (int x = 0; x < 9; x++)
                Assert.Equal(Search().Find(x, y), search.Find(x, y));

        search = Search();
        search.Find(0, 0);
        Assert.Equal(Search().Find(1, 8), search.Find(1, 8));
    }

    [Fact]
    public void An_image_that_is_all_considered_has_no_candidates_in_the_reference_mode()
    {
        var influence = PixelInfluence.Of(new ScalingOperator("mean", Mean(5, 5), Mean(5, 5)));
        var considered = ConsideredPixels.Of(influence, ConsideredMode.Reference);

        Assert.Equal(25, considered.Count);
        Assert.Equal(0, new CandidateSearch(influence, considered, 1, 1).Find(2, 2).Count);
    }

    [Fact]
    public void A_window_that_is_the_pixel_alone_grows_in_the_support_mode_too()
    {
        var op = ScalingOperator.Compile(ScalerProfile.Parse("opencv:nearest"), new ImageSize(12, 12), new ImageSize(4, 4));
        var influence = PixelInfluence.Of(op);

        CandidateWindow window = new CandidateSearch(influence, ConsideredPixels.Of(influence), 0, 0).Find(3, 6);

        Assert.Equal(new CandidateWindow(5, 8, 2, 5, 8, IsListed: false), window);
    }

    [Fact]
    public void The_lighter_of_two_pixels_takes_the_heavier()
    {
        // Unevenly weighted, so that both are considered and one of them is the lightest of the only window there is.
        var influence = PixelInfluence.Of(new ScalingOperator("two pixels", Mean(1, 1), Weighted(0.2, 0.8)));
        var search = new CandidateSearch(influence, ConsideredPixels.Of(influence), 1, 1);

        CandidateWindow window = search.Find(0, 0);

        Assert.True(window.IsListed);
        Assert.Equal([1], search.Listed(window).ToArray());
    }

    private static CandidateSearch Search() =>
        new(Corner, ConsideredPixels.Of(Corner, ConsideredMode.Reference), halfWidth: 0, halfHeight: 0);

    private static BandedMatrix Mean(int taps, int samples)
    {
        var builder = new BandedMatrixBuilder(1, samples);
        builder.Add(0, [.. Enumerable.Repeat(1.0 / taps, taps)]);
        return builder.Build();
    }

    private static BandedMatrix Weighted(params double[] weights)
    {
        var builder = new BandedMatrixBuilder(1, weights.Length);
        builder.Add(0, weights);
        return builder.Build();
    }
}
