using Downright.Scaling;
using Microsoft.ML.OnnxRuntime;

namespace Downright.Evidence;

/// <summary>
/// The model that the attacks are meant for: SqueezeNet for ImageNet in half precision. Images are brought to its 224×224
/// by Pillow's linear scaler, which enlarges smoothly.
/// </summary>
internal sealed class Classifier : IDisposable
{
    private static readonly ImageSize Size = new(224, 224);
    private static readonly float[] MeanRgb = [123, 117, 104];

    private readonly ProfileScaler _scaler = new(ScalerProfile.Parse("pillow:linear"));
    private readonly InferenceSession _session;

    /// <param name="path">The ONNX file: input data_0, 1 × BGR × 224 × 224, levels 0–255 minus the mean.</param>
    public Classifier(string path)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        _session = new InferenceSession(path, options);
    }

    /// <summary>The class that the model sees in an RGB image.</summary>
    public int Predict(PixelImage<byte> image)
    {
        PixelImage<byte> scaled = _scaler.Scale(image, Size);
        var input = new Float16[3 * Size.Pixels];
        for (int y = 0; y < Size.Height; y++)
        {
            ReadOnlySpan<byte> row = scaled.Row(y);
            for (int x = 0; x < Size.Width; x++)
            {
                for (int channel = 0; channel < 3; channel++)
                    input[((2 - channel) * Size.Pixels) + (y * Size.Width) + x] = (Float16)(row[(x * 3) + channel] - MeanRgb[channel]);
            }
        }

        using OrtValue value = OrtValue.CreateTensorValueFromMemory(input, [1, 3, Size.Height, Size.Width]);
        using var run = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(run, ["data_0"], [value], ["softmaxout_1"]);
        ReadOnlySpan<Float16> scores = outputs[0].GetTensorDataAsSpan<Float16>();
        int best = 0;
        for (int i = 1; i < scores.Length; i++)
            if ((float)scores[i] > (float)scores[best]) best = i;
        return best;
    }

    public void Dispose() => _session.Dispose();
}
