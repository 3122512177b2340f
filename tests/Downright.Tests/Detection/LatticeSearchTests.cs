using Downright.Attacks;
using Downright.Detection;
using Downright.Scaling;
using Downright.Scenes;
using Downright.Tests.Reference;

namespace Downright.Tests.Detection;

/// <summary>The lattice search: its sums against plain ones, and what it finds in whole images and in parts.</summary>
public sealed class LatticeSearchTests
{
    private static readonly PixelImage<byte> Clean = Scene.Landscape().Render(new ImageSize(403, 310));

    [Fact]
    public void Profiles_are_sums_of_detail_over_bands_a_quarter_long()
    {
        PixelImage<byte> image = Pictures.Noise(new ImageSize(53, 41), PixelFormat.Gray, 3);
        using var grey = new GreyPlane(image);
        var profiles = new DetailProfiles(grey);
        int At(int x, int y)
        {
            if (x is 0 or 52 || y is 0 or 40) return 0;
            int a = 2 * image.Row(y)[x];
            return Math.Min(64, Math.Min(Math.Abs(a - image.Row(y)[x - 1] - image.Row(y)[x + 1]), Math.Abs(a - image.Row(y - 1)[x] - image.Row(y + 1)[x])));
        }

        for (int band = 0; band < DetailProfiles.Bands; band++)
        {
            bool whole = band == DetailProfiles.Bands - 1;
            for (int x = 0; x < 53; x++)
                Assert.Equal(Enumerable.Range(0, 41).Where(y => whole || (y >= band * 41 / 8 && y < (band + 2) * 41 / 8)).Sum(y => At(x, y)), profiles.Columns[x][band]);
            for (int y = 0; y < 41; y++)
                Assert.Equal(Enumerable.Range(0, 53).Where(x => whole || (x >= band * 53 / 8 && x < (band + 2) * 53 / 8)).Sum(x => At(x, y)), profiles.Rows[y][band]);
        }
    }

    [Theory]
    [InlineData("opencv:nearest", LatticeKind.Floor, 96, 96)]
    [InlineData("pillow:nearest", LatticeKind.Centre, 96, 96)]
    [InlineData("opencv:linear", LatticeKind.HalfPixel, 96, 96)]
    [InlineData("tensorflow1:linear", LatticeKind.Corner, 96, 96)]
    [InlineData("opencv:linear", LatticeKind.HalfPixel, 71, 83)]
    [InlineData("opencv:nearest", LatticeKind.Floor, 155, 50)]
    [InlineData("opencv:nearest", LatticeKind.Floor, 201, 155)]
    internal void The_size_and_the_kind_of_an_attack_fit_best(string name, LatticeKind kind, int width, int height)
    {
        var size = new ImageSize(width, height);
        using var grey = new GreyPlane(Craft(name, Scene.Street().Render(size)));
        LatticeMatch best = LatticeSearch.Find(grey)[0];
        Assert.Equal((size, kind), (best.Size, best.Kind));
        Assert.True(best.Fit > 12, $"{best.Fit}");
    }

    [Theory]
    [InlineData("opencv:nearest", 64)]
    [InlineData("opencv:cubic", 112)]
    [InlineData("tensorflow1:linear", 128)]
    public void An_attack_on_a_part_is_among_the_first_matches(string name, int side)
    {
        var size = new ImageSize(side, side);
        byte[] samples = new ProfileScaler(ScalerProfile.Parse(name)).Scale(Clean, size).ToArray();
        int length = side / 5;
        PixelImage<byte> patch = Scene.FruitBowl().Render(new ImageSize(length, length));
        for (int y = 0; y < length; y++) patch.Row(y).CopyTo(samples.AsSpan((((side / 2) + y) * side + (side / 3)) * 3));
        using var grey = new GreyPlane(Craft(name, new PixelImage<byte>(samples, size, PixelFormat.Rgb)));
        Assert.Contains(size, LatticeSearch.Find(grey).Take(3).Select(match => match.Size));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 500)]
    [InlineData(19, 400)]
    [InlineData(20, 20)]
    public void Small_images_have_few_matches_or_none(int width, int height)
    {
        using var grey = new GreyPlane(Pictures.Noise(new ImageSize(width, height), PixelFormat.Gray, 1));
        Assert.All(LatticeSearch.Find(grey), match => Assert.True(match.Size.Width <= width * 4 / 5 && match.Size.Height <= height * 4 / 5, $"{match}"));
    }

    private static PixelImage<byte> Craft(string name, PixelImage<byte> target)
    {
        var scaler = new ProfileScaler(ScalerProfile.Parse(name));
        return QuadraticAttack.Craft(scaler.OperatorFor(Clean.Size, target.Size), Clean, target, new QuadraticOptions { Scaler = scaler }).Image;
    }
}
