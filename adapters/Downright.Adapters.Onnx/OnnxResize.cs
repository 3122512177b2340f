using Microsoft.ML.OnnxRuntime;

namespace Downright.Adapters.Onnx;

/// <summary>A session of a model of one operator <c>Resize</c>; the channels of an image are planes (NCHW).</summary>
internal sealed class OnnxResize : IDisposable
{
    private readonly InferenceSession _session;

    public OnnxResize(ScalerProfile profile, bool floats)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        _session = new InferenceSession(ResizeModel.Of(profile, floats), options);
    }

    /// <summary>Scales an image; returns target height × target width × channels samples.</summary>
    public T[] Run<T>(PixelImage<T> image, ImageSize size)
        where T : unmanaged
    {
        int channels = image.Channels;
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(Planes.Of(image), [1, channels, image.Height, image.Width]);
        using OrtValue sizes = OrtValue.CreateTensorValueFromMemory<long>([1, channels, size.Height, size.Width], [4]);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(options, [ResizeModel.Input, ResizeModel.Sizes], [input, sizes], [ResizeModel.Output]);
        return Planes.ToPixels(outputs[0].GetTensorDataAsSpan<T>(), channels);
    }

    public void Dispose() => _session.Dispose();
}
