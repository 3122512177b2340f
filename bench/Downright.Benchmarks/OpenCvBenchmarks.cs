using BenchmarkDotNet.Attributes;
using OpenCvSharp;

namespace Downright.Benchmarks;

/// <summary>OpenCV's own scaling of the same pictures, as many threads as there are cores.</summary>
public class OpenCvBenchmarks : IDisposable
{
    private OpenCvPeer _peer = null!;

    [Params("896x896", "1920x1080", "4000x3000")]
    public string Source { get; set; } = "";

    [Params(InterpolationFlags.Nearest, InterpolationFlags.Linear, InterpolationFlags.Area)]
    public InterpolationFlags Algorithm { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        if (!ImageSize.TryParse(Source, out ImageSize size)) throw new InvalidOperationException(Source);
        _peer = new OpenCvPeer(Pictures.Photo(size), new ImageSize(224, 224));
    }

    [Benchmark]
    public void Resize() => _peer.Resize(Algorithm);

    [GlobalCleanup]
    public void Dispose()
    {
        _peer.Dispose();
        GC.SuppressFinalize(this);
    }
}
