using BenchmarkDotNet.Attributes;
using Downright.Analysis;
using Downright.Scaling;

namespace Downright.Benchmarks;

/// <summary>Compiling an operator, and the analysis that a prevention needs before its first pixel.</summary>
[MemoryDiagnoser]
public class OperatorBenchmarks
{
    private readonly ImageSize _source = new(1920, 1080);
    private readonly ImageSize _target = new(224, 224);
    private ScalerProfile _profile = null!;
    private ScalingOperator _operator = null!;

    [Params("opencv:nearest", "opencv:linear", "opencv:lanczos4", "pillow:lanczos", "downright:area")]
    public string Scaler { get; set; } = "";

    [GlobalSetup]
    public void Compile()
    {
        _profile = ScalerProfile.Parse(Scaler);
        _operator = ScalingOperator.Compile(_profile, _source, _target);
    }

    [Benchmark]
    public ScalingOperator BuildOperator() => ScalingOperator.Compile(_profile, _source, _target);

    [Benchmark]
    public PixelInfluence MeasureInfluence() => PixelInfluence.Of(_operator);
}
