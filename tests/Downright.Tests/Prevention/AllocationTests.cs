using Downright.Prevention;
using Downright.Scaling;
using Downright.Tests.Reference;

namespace Downright.Tests.Prevention;

/// <summary>After a first call, scaling safely allocates its result and nothing that grows with the image.</summary>
public sealed class AllocationTests
{
    private const long Overhead = 1024;

    [Theory]
    [InlineData(PreventionMethod.Area, "opencv:linear")]
    [InlineData(PreventionMethod.Median, "opencv:nearest")]
    [InlineData(PreventionMethod.Median, "opencv:linear")]
    [InlineData(PreventionMethod.Random, "opencv:nearest")]
    [InlineData(PreventionMethod.Random, "opencv:linear")]
    public void Only_the_result_is_allocated(PreventionMethod method, string scaler)
    {
        // Small enough for one thread, whose bytes alone are counted.
        PixelImage<byte> image = Pictures.Noise(new ImageSize(320, 240), PixelFormat.Rgb, 1, padding: 5);
        var safe = new SafeScaler(new PreventionOptions { Method = method, Scaler = ScalerProfile.Parse(scaler), Seed = 1 });
        var size = new ImageSize(64, 48);
        for (int i = 0; i < 3; i++) safe.Resize(image, size, TestContext.Current.CancellationToken);

        long before = GC.GetAllocatedBytesForCurrentThread();
        PreventionResult result = safe.Resize(image, size, TestContext.Current.CancellationToken);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(allocated, result.Image.Pixels.Length, result.Image.Pixels.Length + Overhead);
    }

    [Theory]
    [InlineData(PreventionMethod.Median)]
    [InlineData(PreventionMethod.Random)]
    public void A_cancelled_call_throws_and_the_next_one_is_right(PreventionMethod method)
    {
        PixelImage<byte> image = Pictures.Noise(new ImageSize(320, 240), PixelFormat.Rgb, 1);
        var safe = new SafeScaler(new PreventionOptions { Method = method, Scaler = ScalerProfile.Parse("opencv:nearest"), Seed = 1 });
        var size = new ImageSize(64, 48);
        byte[] expected = safe.Resize(image, size, TestContext.Current.CancellationToken).Image.ToArray();
        using var cancelled = new CancellationTokenSource();
        SelectiveFilter filter = SelectiveFilter.Compile(new ProfileScaler(ScalerProfile.Parse("opencv:nearest")).OperatorFor(image.Size, size), safe.Options);
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() => safe.Resize(image, size, cancelled.Token));
        Assert.Throws<OperationCanceledException>(() => filter.Clean(image, cancelled.Token));
        Assert.Equal(expected, safe.Resize(image, size, TestContext.Current.CancellationToken).Image.ToArray());
    }
}
