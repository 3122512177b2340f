using BenchmarkDotNet.Attributes;
using Downright.Prevention;

namespace Downright.Benchmarks;

/// <summary>The preventions, whole: from RGB bytes to safe RGB bytes of 224×224.</summary>
[MemoryDiagnoser]
public class PreventionBenchmarks
{
    private readonly ImageSize _target = new(224, 224);
    private PixelImage<byte> _image = null!;
    private SafeScaler _scaler = null!;

    [Params("896x896", "1920x1080", "4000x3000")]
    public string Source { get; set; } = "";

    [Params("opencv:nearest", "opencv:linear")]
    public string Scaler { get; set; } = "";

    [Params(PreventionMethod.Area, PreventionMethod.Mean, PreventionMethod.Median, PreventionMethod.Random)]
    public PreventionMethod Method { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        if (!ImageSize.TryParse(Source, out ImageSize size)) throw new InvalidOperationException(Source);
        _image = Pictures.Photo(size);
        _scaler = new SafeScaler(new PreventionOptions { Scaler = ScalerProfile.Parse(Scaler), Method = Method, Seed = 1 });
    }

    [Benchmark]
    public PreventionResult Resize() => _scaler.Resize(_image, _target);
}
