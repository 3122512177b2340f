using System.Collections.Concurrent;
using Microsoft.ML.OnnxRuntime;

namespace Downright.Conformance.Peers;

/// <summary>ONNX Runtime on a CPU, with a model of one operator Resize; the channels of an image are planes (NCHW).</summary>
public sealed class OnnxRuntimePeer : IProfiledPeer, IDisposable
{
    private readonly ConcurrentDictionary<(string Profile, bool Floats), InferenceSession> _sessions = new();

    public OnnxRuntimePeer()
    {
        try
        {
            Version = OrtEnv.Instance().GetVersionString();
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
        foreach (InferenceSession session in _sessions.Values) session.Dispose();
    }

    private T[] Run<T>(ScalerProfile profile, PixelImage<T> image, ImageSize size)
        where T : unmanaged
    {
        InferenceSession session = _sessions.GetOrAdd((profile.Name, typeof(T) == typeof(float)), key => Open(profile, key.Floats));
        int channels = image.Channels;
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(Planes.Of(image), [1, channels, image.Height, image.Width]);
        using OrtValue sizes = OrtValue.CreateTensorValueFromMemory<long>([1, channels, size.Height, size.Width], [4]);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, [ResizeModel.Input, ResizeModel.Sizes], [input, sizes], [ResizeModel.Output]);
        return Planes.ToPixels(outputs[0].GetTensorDataAsSpan<T>(), channels);
    }

    private static InferenceSession Open(ScalerProfile profile, bool floats)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        return new InferenceSession(ResizeModel.Of(profile, floats), options);
    }
}
