using Downright.Analysis;
using Downright.Prevention;
using Downright.Scaling;
using Downright.Tests.Reference;

namespace Downright.Tests.Prevention;

/// <summary>Images that hide another one: without prevention the scaler shows what is hidden, with it the source.</summary>
public sealed class AttackTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("opencv:nearest", 896, 672, PreventionMethod.Median)]
    [InlineData("opencv:nearest", 896, 672, PreventionMethod.Random)]
    [InlineData("opencv:linear", 896, 672, PreventionMethod.Median)]
    [InlineData("opencv:linear", 896, 672, PreventionMethod.Random)]
    [InlineData("opencv:linear", 903, 717, PreventionMethod.Median)]
    [InlineData("pillow:nearest", 896, 672, PreventionMethod.Median)]
    [InlineData("opencv:nearest", 8000, 200, PreventionMethod.Median)]
    [InlineData("opencv:nearest", 8000, 200, PreventionMethod.Random)]
    [InlineData("opencv:nearest", 200, 8000, PreventionMethod.Median)]
    [InlineData("opencv:area", 1024, 223, PreventionMethod.Median)]
    [InlineData("opencv:area", 1024, 223, PreventionMethod.Random)]
    [InlineData("opencv:area", 223, 1024, PreventionMethod.Median)]
    public void The_hidden_image_is_gone(string name, int width, int height, PreventionMethod method)
    {
        var profile = ScalerProfile.Parse(name);
        ImageSize size = new(224, 224);
        PixelImage<byte> source = Pictures.Waves(new ImageSize(width, height)), target = Pictures.Stripes(size, 28);
        PixelImage<byte> attack = Hide(target, source, ScalingOperator.Compile(profile, source.Size, size));
        PixelImage<byte> truth = Scale(PreventionMethod.Area, source);

        PixelImage<byte> seen = Scale(PreventionMethod.None, attack);
        Assert.True(ImageMetrics.Psnr(target, seen) > 20, "the attack must work at all");
        Assert.True(ImageMetrics.Psnr(target, seen) > ImageMetrics.Psnr(truth, seen) + 10);

        PixelImage<byte> defended = Scale(method, attack);
        Assert.InRange(ImageMetrics.Psnr(truth, defended), 26, double.PositiveInfinity);
        Assert.InRange(ImageMetrics.Psnr(target, defended), 0, ImageMetrics.Psnr(truth, defended) - 10);

        PixelImage<byte> Scale(PreventionMethod by, PixelImage<byte> image) =>
            new SafeScaler(new PreventionOptions { Scaler = profile, Method = by, Seed = 1 }).Resize(image, size, Stop).Image;
    }

    [Fact]
    public void Negative_lobes_are_no_way_past_the_filter()
    {
        // β 6: the published set leaves out the outer two of cubic's four taps, and with them a fifth of the weight.
        var op = ScalingOperator.Compile(ScalerProfile.Parse("opencv:cubic"), new ImageSize(600, 600), new ImageSize(100, 100));
        PixelImage<byte> source = Pictures.Draw(op.SourceSize, (_, _) => 128);
        ConsideredPixels reference = ConsideredPixels.Of(op, ConsideredMode.Reference), support = ConsideredPixels.Of(op);
        PixelImage<byte> attack = Pictures.Draw(op.SourceSize, (x, y) => support.Contains(x, y) && !reference.Contains(x, y) ? 255 : 128);

        Assert.True(Moved(ConsideredMode.Reference) > 30, "the published set lets it through");
        Assert.Equal(0, Moved(ConsideredMode.Support));

        int Moved(ConsideredMode mode)
        {
            var safe = new SafeScaler(new PreventionOptions { Scaler = ScalerProfile.Parse("opencv:cubic"), Considered = mode });
            return ImageMetrics.LargestDifference(safe.Resize(source, op.TargetSize, Stop).Image, safe.Resize(attack, op.TargetSize, Stop).Image);
        }
    }

    /// <summary>Writes each target pixel to all source pixels that its output reads with at least a twentieth of the weight.</summary>
    private static PixelImage<byte> Hide(PixelImage<byte> target, PixelImage<byte> source, ScalingOperator op)
    {
        int[] rows = Readers(op.Left), columns = Readers(op.Right);
        return Pictures.Draw(source.Size, (x, y) => rows[y] >= 0 && columns[x] >= 0 ? target.Row(rows[y])[columns[x]] : source.Row(y)[x]);
    }

    private static int[] Readers(BandedMatrix axis)
    {
        var readers = new int[axis.Columns];
        Array.Fill(readers, -1);
        for (int output = 0; output < axis.Rows; output++)
            for (int tap = 0; tap < axis.Taps(output); tap++)
                if (Math.Abs(axis.Weights(output)[tap]) >= 0.05) readers[axis.First(output) + tap] = output;
        return readers;
    }
}
