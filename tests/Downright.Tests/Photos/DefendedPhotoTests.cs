using Downright.Analysis;
using Downright.Attacks;
using Downright.Prevention;
using Downright.Scaling;

namespace Downright.Tests.Photos;

/// <summary>
/// Real photographs under the strongest non-adaptive attack, for the scalers of the paper's Table 4: what the model gets
/// behind the filters shows the source and not the target.
/// </summary>
public sealed class DefendedPhotoTests(ITestOutputHelper output)
{
    private static readonly ImageSize Size = new(224, 224);
    private static readonly ProfileScaler Area = new(ScalerProfile.Parse("downright:area"));
    private static readonly Lazy<IReadOnlyList<PixelImage<byte>>> Photos = new(() => PhotoFolder.First(10, 672));

    [Theory]
    [InlineData("opencv:nearest", 5)]
    [InlineData("opencv:linear", 5)]
    [InlineData("opencv:cubic", 3)]
    [InlineData("tensorflow1:nearest", 5)]
    [InlineData("tensorflow1:linear", 5)]
    [InlineData("tensorflow1:cubic", 3)]
    [InlineData("pillow:nearest", 5)]
    public void The_filters_show_the_source_where_the_plain_scaler_shows_the_target(string name, int pairs)
    {
        var scaler = new ProfileScaler(ScalerProfile.Parse(name));
        int attacked = 0;
        for (int pair = 0; pair < 5; pair++)
        {
            PixelImage<byte> source = Photos.Value[pair], target = Area.Scale(Photos.Value[pair + 5], Size);
            ScalingOperator op = scaler.OperatorFor(source.Size, Size);
            if (Overlaps(op.Left) || Overlaps(op.Right)) continue;

            PixelImage<byte> attack = QuadraticAttack.Craft(op, source, target).Image;
            PixelImage<byte> truth = Area.Scale(source, Size);
            double plainOnClean = ImageMetrics.Psnr(scaler.Scale(source, Size), truth);
            double plainToTarget = ImageMetrics.Psnr(scaler.Scale(attack, Size), target);
            var (median, medianTarget) = Defend(scaler.Profile, PreventionMethod.Median, attack, truth, target);
            var (random, randomTarget) = Defend(scaler.Profile, PreventionMethod.Random, attack, truth, target);
            output.WriteLine(
                $"{name} {source.Size}: plain on clean {plainOnClean:0.0} dB, plain on attack {plainToTarget:0.0} dB to the target; " +
                $"median {median:0.0} dB to area, {medianTarget:0.0} dB to the target; random {random:0.0}, {randomTarget:0.0}");

            Assert.True(plainToTarget >= 35, $"The attack is weak: {plainToTarget} dB to the target.");
            Assert.True(median >= 20 && median >= medianTarget + 10 && median >= plainOnClean - 3, $"median: {median} dB to area, {medianTarget} dB to the target, {plainOnClean} dB plain.");

            // Where the texture is so fine that the plain scaler stays below 19.5 dB on the clean source, a random
            // neighbour cannot reach 18.
            Assert.True(random >= Math.Min(18, plainOnClean - 1.5) && random >= randomTarget + 8, $"random: {random} dB to area, {randomTarget} dB to the target.");
            attacked++;
        }

        // Windows of four taps overlap below a ratio of 4, where the exact solution does not apply.
        Assert.Equal(pairs, attacked);
    }

    private static (double ToTruth, double ToTarget) Defend(
        ScalerProfile profile, PreventionMethod method, PixelImage<byte> attack, PixelImage<byte> truth, PixelImage<byte> target)
    {
        var options = new PreventionOptions { Scaler = profile, Method = method, Seed = 1 };
        PixelImage<byte> safe = new SafeScaler(options).Resize(attack, Size).Image;
        return (ImageMetrics.Psnr(safe, truth), ImageMetrics.Psnr(safe, target));
    }

    private static bool Overlaps(BandedMatrix axis)
    {
        var feeds = new int[axis.Columns];
        for (int row = 0; row < axis.Rows; row++)
        {
            for (int tap = 0; tap < axis.Taps(row); tap++)
                if (axis.Weights(row)[tap] != 0 && ++feeds[axis.First(row) + tap] > 1) return true;
        }

        return false;
    }
}
