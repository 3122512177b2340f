using Downright.Onnx;
using Downright.Scaling;
using Downright.Vetting;
using Microsoft.ML.OnnxRuntime;
using static Downright.Tests.Onnx.OnnxBytes;

namespace Downright.Conformance;

/// <summary>Models before and after their nodes were given antialias=1, run by ONNX Runtime.</summary>
public sealed class OnnxRewriteConformance
{
    private static readonly ImageSize Source = new(292, 256), Target = new(73, 64);
    private static readonly VettingOptions OneGeometry = new() { Geometries = [new(Source, Target)] };

    [Theory]
    [InlineData(13, "linear")]
    [InlineData(17, "cubic")]
    [InlineData(18, "linear")]
    [InlineData(19, "cubic")]
    public void A_rewritten_model_loads_and_is_robust(long opset, string mode)
    {
        SkipWithoutOnnxRuntime();
        byte[] before = Model(opset, Text("mode", mode)), after = OnnxModel.Read(before).WithAntialias()!.Bytes;
        OnnxResize node = Assert.Single(OnnxModel.Read(after).Resizes);

        Assert.Equal(Verdict.Vulnerable, Vet(before).Verdict);
        VettingResult result = Vet(after);
        Assert.Equal(Verdict.Robust, result.Verdict);
        Assert.Equal(result.Verdict, ScalerVetting.Vet(node.Scaler!, OneGeometry).Verdict);
    }

    /// <summary>The scaler that a node is said to be does what ONNX Runtime does with the model.</summary>
    [Theory]
    [InlineData(10, "linear", "")]
    [InlineData(10, "nearest", "")]
    [InlineData(11, "nearest", "tf_half_pixel_for_nn")]
    [InlineData(11, "linear", "align_corners")]
    [InlineData(13, "nearest", "asymmetric")]
    [InlineData(18, "cubic", "pytorch_half_pixel")]
    [InlineData(19, "linear", "half_pixel_symmetric")]
    public void A_node_is_the_scaler_that_it_is_said_to_be(long opset, string mode, string coordinates)
    {
        SkipWithoutOnnxRuntime();
        byte[] model = Model(opset, [Text("mode", mode), .. coordinates.Length > 0 ? new[] { Text("coordinate_transformation_mode", coordinates), Text("nearest_mode", "floor") } : []]);
        var scaler = new ProfileScaler(OnnxModel.Read(model).Resizes[0].Scaler!);
        PixelImage<byte> image = Picture();
        byte[] expected = scaler.Scale(image, Target).ToArray(), actual = Run(model, image).ToArray();
        int off = expected.Zip(actual).Count(pair => Math.Abs(pair.First - pair.Second) > 1);
        Assert.True(off == 0, $"{off} of {expected.Length} values of {scaler.Name} differ by more than a level.");
    }

    private static VettingResult Vet(byte[] model) => ScalerVetting.Vet("ONNX Runtime", (image, _) => Run(model, image), OneGeometry);

    private static byte[] Model(long opset, params byte[][] attributes) => Resize(opset, [1, 3, Source.Height, Source.Width], [1, 1, 0.25f, 0.25f], attributes);

    private static PixelImage<byte> Picture()
    {
        var random = new Random(7);
        var samples = new byte[Source.Width * Source.Height * 3];
        for (int i = 0; i < samples.Length; i++) samples[i] = (byte)(100 + (i / 3 % Source.Width / 4) + random.Next(60));
        return new PixelImage<byte>(samples, Source, PixelFormat.Rgb);
    }

    /// <summary>Runs the model on singles, plane by plane, and rounds what comes out.</summary>
    private static PixelImage<byte> Run(byte[] model, PixelImage<byte> image)
    {
        using var session = new InferenceSession(model, new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR });
        int pixels = image.Width * image.Height;
        byte[] samples = image.ToArray();
        var planes = new float[samples.Length];
        for (int i = 0; i < samples.Length; i++) planes[(i % 3 * pixels) + (i / 3)] = samples[i];
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(planes, [1, 3, image.Height, image.Width]);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, ["image"], [input], ["small"]);
        ReadOnlySpan<float> scaled = outputs[0].GetTensorDataAsSpan<float>();
        var bytes = new byte[scaled.Length];
        for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)Math.Clamp(MathF.Round(scaled[(i % 3 * Target.Width * Target.Height) + (i / 3)]), 0, 255);
        return new PixelImage<byte>(bytes, Target, PixelFormat.Rgb);
    }

    private static void SkipWithoutOnnxRuntime()
    {
        using var peer = new Peers.OnnxRuntimePeer();
        Assert.SkipWhen(peer.Missing is not null, peer.Missing ?? "");
    }
}
