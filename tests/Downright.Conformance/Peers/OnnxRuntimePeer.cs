using System.Collections.Concurrent;
using Downright.Adapters.Onnx;

namespace Downright.Conformance.Peers;

/// <summary>ONNX Runtime on a CPU, with the adapter's model of one operator Resize.</summary>
public sealed class OnnxRuntimePeer : IProfiledPeer, IDisposable
{
    private readonly ConcurrentDictionary<(string Profile, bool Floats), OnnxResize> _sessions = new();

    public OnnxRuntimePeer()
    {
        try
        {
            Version = OnnxScaler.LibraryVersion;
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException)
        {
            Missing = $"ONNX Runtime's native library does not load: {e.GetBaseException().Message}";
        }
    }

    public static IEnumerable<string> Profiles => [.. IProfiledPeer.Of(ScalerLibrary.Onnx), "onnx:cubic+a=-0.5", "onnx:cubic+a=-0.5+antialias"];

    public string Name => "ONNX Runtime";

    public string Version { get; } = "";

    public string? Missing { get; }

    public IReadOnlyList<int> Channels(bool floats) => [1, 3, 4];

    /// <summary>Cubic without antialias takes floats alone.</summary>
    public static bool TakesBytes(ScalerProfile profile) => profile is not { Algorithm: ScalerAlgorithm.Cubic, Antialias: false };

    public byte[] Scale(ScalerProfile profile, PixelImage<byte> image, ImageSize size) => Run(profile, image, size);

    public float[] Scale(ScalerProfile profile, PixelImage<float> image, ImageSize size) => Run(profile, image, size);

    public void Dispose()
    {
        foreach (OnnxResize session in _sessions.Values) session.Dispose();
    }

    private T[] Run<T>(ScalerProfile profile, PixelImage<T> image, ImageSize size)
        where T : unmanaged => _sessions.GetOrAdd((profile.Name, typeof(T) == typeof(float)), key => new OnnxResize(profile, key.Floats)).Run(image, size);
}
