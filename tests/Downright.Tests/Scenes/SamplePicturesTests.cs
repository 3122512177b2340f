using Downright.Analysis;
using Downright.Files;
using Downright.Prevention;
using Downright.Samples;
using Downright.Scaling;
using Downright.Tests.Files;

namespace Downright.Tests.Scenes;

/// <summary>The pictures in samples/, which are committed, and the program that draws them.</summary>
public sealed class SamplePicturesTests
{
    private static readonly VipsImageCodec Codec = new();

    [Fact]
    public void The_committed_pictures_are_those_that_the_program_draws()
    {
        IReadOnlyList<Picture> pictures = Gallery.Draw();
        Assert.All(pictures, picture => Assert.Equal(0, ImageMetrics.LargestDifference(Committed(picture.File), picture.Image)));
        Assert.Equal(
            pictures.Select(picture => picture.File).Order(),
            Directory.GetFiles(Repository.PathOf("samples"), "*.png").Select(Path.GetFileName).Order());
    }

    [Fact]
    public void All_of_them_together_stay_below_10_megabytes() =>
        Assert.InRange(Directory.GetFiles(Repository.PathOf("samples"), "*.png").Sum(file => new FileInfo(file).Length), 1, 10_000_000);

    [Theory]
    [InlineData("attack.png", "street.png", "target.png", "opencv:linear")]
    [InlineData("attack-nearest.png", "landscape.png", "target-notice.png", "opencv:nearest")]
    public void The_scaler_shows_the_target_and_the_defended_scaler_shows_the_source(string attackFile, string sourceFile, string targetFile, string name)
    {
        PixelImage<byte> attack = Committed(attackFile), source = Committed(sourceFile), target = Committed(targetFile);
        var scaler = new ProfileScaler(ScalerProfile.Parse(name));
        Assert.InRange(ImageMetrics.LargestDifference(scaler.Scale(attack, target.Size), target), 0, 2);

        var averaged = new SafeScaler(new PreventionOptions { Method = PreventionMethod.Area }).Scale(source, target.Size);
        PixelImage<byte> safe = new SafeScaler(new PreventionOptions { Scaler = scaler.Profile }).Scale(attack, target.Size);
        double toSource = ImageMetrics.Psnr(safe, averaged), toTarget = ImageMetrics.Psnr(safe, target);
        double withoutAttack = ImageMetrics.Psnr(scaler.Scale(source, target.Size), averaged);
        Assert.True(toSource >= 20 && toSource >= toTarget + 10 && toSource >= withoutAttack - 3, $"{toSource:0.0} dB to the source, {toTarget:0.0} dB to the target, {withoutAttack:0.0} dB without attack");
    }

    [Theory]
    [InlineData("attack.png", "attack street.png target.png -s 224x224 --method quadratic --scaler opencv:linear --epsilon 1")]
    [InlineData("attack-nearest.png", "attack landscape.png target-notice.png -s 224x224 --method nearest --scaler opencv:nearest --epsilon 0")]
    public void An_attack_picture_says_in_its_file_what_it_is(string file, string options)
    {
        Assert.Equal(
            [("Software", "Downright"), ("Comment", "image-scaling attack test image"), ("Options", options)],
            PngChunks.TextOf(File.ReadAllBytes(Repository.PathOf("samples", file))));
    }

    private static PixelImage<byte> Committed(string file) => Codec.Decode(Repository.PathOf("samples", file));
}
