using Downright.Detection;

namespace Downright.Tests.Photos;

/// <summary>
/// The thresholds that ship, from all photographs and drawn pictures. With DOWNRIGHT_PHOTOS naming the folder,
/// DOWNRIGHT_APPROVE=1 writes them anew. No table is scored with them.
/// </summary>
public sealed class DefaultThresholdsTests
{
    private static readonly int[] Sides = [32, 64, 96, 112, 128, 160, 192, 224, 256, 299, 320, 384];

    /// <summary>The published methods take a hundred times as long: every third photograph as it is, one size and two scalers.</summary>
    private const int PublishedStep = 3;

    [Fact]
    public void The_thresholds_that_ship_come_from_the_photographs()
    {
        string path = Repository.PathOf("src", "Downright", "Detection", "thresholds.json");
        IReadOnlyList<PixelImage<byte>> photos = PhotoFolder.All();
        Func<PixelImage<byte>>[] pictures = [.. BenignPictures.Of(photos).Select(picture => picture.Make)];
        ImageSize[] sizes = [.. Sides.Select(side => new ImageSize(side, side))];
        var known = new ThresholdCalibration(new DetectionOptions { Sizes = sizes, Scalers = [.. DetectionCase.Scalers.Select(ScalerProfile.Parse)] });
        ThresholdCalibration sized = new(new DetectionOptions { Sizes = sizes }), nothing = new();
        var published = new ThresholdCalibration(new DetectionOptions
        {
            Methods = [.. DetectionMethods.All.Select(method => method.Name).Except(DetectionMethods.Recommended)],
            Sizes = [new ImageSize(224, 224)],
            Scalers = [ScalerProfile.Parse("opencv:nearest"), ScalerProfile.Parse("opencv:linear")],
        });
        Run(pictures, [known, sized, nothing]);
        Run([.. photos.Where((_, i) => i % PublishedStep == 0).Select(photo => (Func<PixelImage<byte>>)(() => photo))], [published]);

        bool approve = Environment.GetEnvironmentVariable("DOWNRIGHT_APPROVE") == "1";
        var thresholds = new DetectionThresholds([.. new[] { known, sized, nothing, published }.SelectMany(calibration => calibration.ToThresholds(default, "").Methods)])
        {
            Date = approve ? DateOnly.FromDateTime(DateTime.UtcNow) : DetectionThresholds.Default.Date,
            Images = pictures.Length,
            Description = $"{photos.Count} photographs, each as it is, as JPEG of quality 30-95 and once enlarged, sharpened, grey or halved; {pictures.Length - (3 * photos.Count)} drawn pictures of text, screens, line art, halftones, rings and stripes, a sixth of them tiny and another sixth huge. The published methods: every third photograph as it is, 224x224.",
        };
        byte[] json = [.. thresholds.ToJson().Span, (byte)'\n'];
        if (approve) File.WriteAllBytes(path, json);
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), System.Text.Encoding.UTF8.GetString(json));
    }

    private static void Run(Func<PixelImage<byte>>[] pictures, ThresholdCalibration[] calibrations) =>
        Parallel.ForEach(pictures, new ParallelOptions { MaxDegreeOfParallelism = 2 }, make =>
        {
            PixelImage<byte> picture = make();
            foreach (ThresholdCalibration calibration in calibrations) calibration.Add(picture);
        });
}
