using Downright.Analysis;
using Downright.Prevention;

namespace Downright.Tests.Prevention;

public sealed class SafeScalerTests
{
    private static readonly PixelImage<byte> Grey = new(new byte[60 * 45], new ImageSize(60, 45), PixelFormat.Gray);
    private static readonly ImageSize Target = new(12, 9);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void The_default_is_opencv_linear_behind_the_median()
    {
        PreventionResult result = new SafeScaler().Resize(Grey, Target, Stop);

        Assert.Equal(("opencv:linear", PreventionMethod.Median), (result.Scaler, result.Method));
        Assert.Equal((new ImageSize(60, 45), Target), (result.SourceSize, result.Size));
        Assert.Equal(Target, result.Image.Size);
        Assert.Equal(12 * 9, result.PixelsReplaced);
        Assert.False(result.BothAxesEven);
    }

    [Fact]
    public void Area_ignores_the_scaler_and_replaces_nothing()
    {
        var options = new PreventionOptions { Method = PreventionMethod.Area };

        PreventionResult result = new SafeScaler(options).Resize(Grey, Target, Stop);

        Assert.Equal("downright:area", result.Scaler);
        Assert.Equal(0, result.PixelsReplaced);
    }

    [Fact]
    public void Area_has_nothing_to_clean_and_says_so()
    {
        var scaler = new SafeScaler(new PreventionOptions { Method = PreventionMethod.Area });

        var thrown = Assert.Throws<ArgumentException>(() => scaler.Clean(Grey, Target, Stop));
        Assert.Contains("Median and Random", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scaler_that_is_even_on_both_axes_is_left_alone_and_the_result_says_so()
    {
        var options = new PreventionOptions { Scaler = ScalerProfile.Parse("pillow:cubic") };

        PreventionResult result = new SafeScaler(options).Clean(Grey, Target, Stop);

        Assert.True(result.BothAxesEven);
        Assert.Equal(0, result.PixelsReplaced);
        Assert.Equal(0, ImageMetrics.ChangedPixels(Grey, result.Image));
    }

    [Fact]
    public void None_is_the_scaler_as_it_is()
    {
        var options = new PreventionOptions { Method = PreventionMethod.None };

        Assert.Equal("opencv:linear", new SafeScaler(options).Resize(Grey, Target, Stop).Scaler);
        Assert.Equal(0, ImageMetrics.ChangedPixels(Grey, new SafeScaler(options).Clean(Grey, Target, Stop).Image));
    }

    [Fact]
    public void Cancelling_stops_it()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => new SafeScaler().Resize(Grey, Target, cancellation.Token));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void The_bandwidth_factor_is_finite_and_above_0(double factor) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PreventionOptions { BandwidthFactor = factor });
}
