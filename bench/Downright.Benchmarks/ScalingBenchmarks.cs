using BenchmarkDotNet.Attributes;
using Downright.Scaling;

namespace Downright.Benchmarks;

/// <summary>Plain scaling of RGB bytes to 224×224.</summary>
[MemoryDiagnoser]
public class ScalingBenchmarks
{
    private readonly ImageSize _target = new(224, 224);
    private PixelImage<byte> _image = null!;
    private ProfileScaler _scaler = null!;

    [Params("896x896", "1920x1080", "4000x3000")]
    public string Source { get; set; } = "";

    [Params("downright:area", "opencv:nearest", "opencv:linear", "opencv:cubic", "opencv:area", "pillow:box", "pillow:linear", "pillow:lanczos")]
    public string Scaler { get; set; } = "";

    [GlobalSetup]
    public void Draw()
    {
        if (!ImageSize.TryParse(Source, out ImageSize size)) throw new InvalidOperationException(Source);
        _image = Pictures.Photo(size);
        _scaler = new ProfileScaler(ScalerProfile.Parse(Scaler));
    }

    [Benchmark]
    public PixelImage<byte> Scale() => _scaler.Scale(_image, _target);
}
