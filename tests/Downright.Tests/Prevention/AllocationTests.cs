using Downright.Prevention;
using Downright.Scaling;
using Downright.Tests.Reference;

namespace Downright.Tests.Prevention;

/// <summary>
/// After a first call, scaling safely allocates its result and nothing that grows with the image, whatever way it takes.
/// The bytes of all threads are counted, so that nothing else may run meanwhile.
/// </summary>
[Collection(nameof(AllocationTests))]
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public sealed class AllocationTests
{
    /// <summary>What describes the result, and what starting threads takes.</summary>
    private const long Overhead = 2048;

    private const string Small = "320x240", Large = "1200x900";

    [Theory]
    [InlineData(PreventionMethod.Area, "opencv:linear", Small)]
    [InlineData(PreventionMethod.Area, "opencv:linear", Large)]
    [InlineData(PreventionMethod.Median, "opencv:nearest", Small)]
    [InlineData(PreventionMethod.Median, "opencv:nearest", Large)]
    [InlineData(PreventionMethod.Median, "opencv:linear", Small)]
    [InlineData(PreventionMethod.Median, "opencv:linear", Large)]
    [InlineData(PreventionMethod.Median, "tensorflow:linear", Small)]
    [InlineData(PreventionMethod.Median, "tensorflow:cubic", Small)]
    [InlineData(PreventionMethod.Median, "torch:cubic", Small)]
    [InlineData(PreventionMethod.Median, "onnx:linear", Small)]
    [InlineData(PreventionMethod.Median, "opencv:lanczos4", Small)]
    [InlineData(PreventionMethod.Random, "opencv:nearest", Small)]
    [InlineData(PreventionMethod.Random, "opencv:nearest", Large)]
    [InlineData(PreventionMethod.Random, "opencv:linear", Small)]
    [InlineData(PreventionMethod.Random, "opencv:lanczos4", Small)]
    [InlineData(PreventionMethod.Median, "opencv:area", Small)]
    [InlineData(PreventionMethod.Median, "pillow:lanczos", Small)]
    [InlineData(PreventionMethod.Random, "pillow:cubic", Large)]
    [InlineData(PreventionMethod.Mean, "opencv:nearest", Small)]
    [InlineData(PreventionMethod.Mean, "opencv:linear", Large)]
    public void Only_the_result_is_allocated(PreventionMethod method, string scaler, string source)
    {
        Assert.True(ImageSize.TryParse(source, out ImageSize sourceSize));
        PixelImage<byte> image = Pictures.Noise(sourceSize, PixelFormat.Rgb, 1, padding: 5);
        var safe = new SafeScaler(new PreventionOptions { Method = method, Scaler = ScalerProfile.Parse(scaler), Seed = 1 });
        var size = new ImageSize(64, 48);

        long allocated = LeastAllocated(() => safe.Resize(image, size, TestContext.Current.CancellationToken));

        Assert.InRange(allocated, 1, size.Pixels * 3 + Overhead);
    }

    [Theory]
    [InlineData(PreventionMethod.Area)]
    [InlineData(PreventionMethod.Median)]
    [InlineData(PreventionMethod.Random)]
    public void Memory_of_the_callers_holds_the_same_bytes_and_leaves_nothing_to_allocate(PreventionMethod method)
    {
        PixelImage<byte> image = Pictures.Noise(new ImageSize(320, 240), PixelFormat.Rgb, 1);
        var safe = new SafeScaler(new PreventionOptions { Method = method, Seed = 1 });
        var size = new ImageSize(64, 48);
        var output = new byte[64 * 48 * 3];

        long allocated = LeastAllocated(() => safe.Resize(image, size, output, TestContext.Current.CancellationToken));

        Assert.InRange(allocated, 0, Overhead);
        Assert.Equal(safe.Scale(image, size).ToArray(), output);
        Assert.Throws<ArgumentException>("output", () => safe.Resize(image, size, output.AsMemory(1), TestContext.Current.CancellationToken));
    }

    /// <summary>The least of some calls: the pool of memory makes some more the first times that other threads take it.</summary>
    private static long LeastAllocated(Action work)
    {
        for (int i = 0; i < 5; i++) work();
        long least = long.MaxValue;
        for (int i = 0; i < 10; i++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            work();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return least;
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
