using System.Security.Cryptography;
using Downright.Cli;
using Downright.Scaling;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Downright.Evaluation.Classifiers;

/// <summary>Any image classifier in the ONNX format, one image at a time on one thread, so that the same image has the same scores.</summary>
internal sealed class OnnxClassifier : IClassifier, IDisposable
{
    private const double ProbabilityTolerance = 0.02;

    // Images smaller than the model's input are enlarged; nothing can hide where every pixel counts.
    private static readonly ProfileScaler Enlarging = new(new ScalerProfile(ScalerLibrary.OpenCv, ScalerAlgorithm.Linear));

    private readonly InferenceSession _session;
    private readonly Preprocessing _preprocessing;
    private readonly IReadOnlyList<string> _labels;
    private readonly string _input;
    private readonly int[] _shape;

    private OnnxClassifier(string name, InferenceSession session, Preprocessing preprocessing, IReadOnlyList<string> labels, string input, ImageSize size, bool half)
    {
        Name = name;
        Size = size;
        Half = half;
        _session = session;
        _preprocessing = preprocessing;
        _labels = labels;
        _input = input;
        _shape = preprocessing.Layout == "nchw" ? [1, 3, size.Height, size.Width] : [1, size.Height, size.Width, 3];
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The size of the model's input.</summary>
    public ImageSize Size { get; }

    private bool Half { get; }

    /// <summary>Loads a model.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <param name="preprocessing">How it wants its pixels.</param>
    /// <param name="labels">The names of its classes; none for numbers.</param>
    /// <exception cref="UsageException">The file is no model, takes no such images, or does not classify.</exception>
    public static OnnxClassifier Load(string path, Preprocessing preprocessing, IReadOnlyList<string> labels)
    {
        if (!File.Exists(path)) throw new UsageException($"--model: there is no file {path}");
        byte[] model = File.ReadAllBytes(path);
        InferenceSession session = Open(path, model);
        try
        {
            var (input, size, half) = InputOf(path, session, preprocessing);
            string name = $"{Path.GetFileName(path)} (SHA-256 {Convert.ToHexStringLower(SHA256.HashData(model))})";
            var classifier = new OnnxClassifier(name, session, preprocessing, labels, input, size, half);
            double[] scores = classifier.Scores(new PixelImage<byte>(new byte[size.Pixels * 3], size, PixelFormat.Rgb), path);
            if (labels.Count > 0 && labels.Count != scores.Length) throw new UsageException($"--labels: the model has {scores.Length} classes, the file {labels.Count} labels; give one a class");
            return classifier;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Prediction Classify(PixelImage<byte> image)
    {
        PixelImage<byte> sized = image.Size == Size ? image : Enlarging.Scale(image, Size);
        return Prediction.Of(Probabilities(Scores(sized, Name)));
    }

    /// <inheritdoc/>
    public string LabelOf(int label) => _labels.Count == 0 ? $"class {label}" : _labels[label];

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private static InferenceSession Open(string path, byte[] model)
    {
        try
        {
            using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            return new InferenceSession(model, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new UsageException($"{path}: this is no ONNX model that can be run ({e.Message})");
        }
    }

    private static (string Name, ImageSize Size, bool Half) InputOf(string path, InferenceSession session, Preprocessing preprocessing)
    {
        if (session.InputMetadata.Count != 1) throw new UsageException($"{path}: a classifier has one input, this model has {session.InputMetadata.Count} ({string.Join(", ", session.InputMetadata.Keys)})");
        var (name, input) = session.InputMetadata.Single();
        string shape = string.Join('×', input.Dimensions.Select(d => d < 0 ? "?" : $"{d}"));
        bool planes = preprocessing.Layout == "nchw";
        int[] d = input.Dimensions;
        if (d.Length != 4 || d[0] > 1 || d[planes ? 1 : 3] is not (3 or -1))
            throw new UsageException($"{path}: the input {name} is {shape}; with layout {preprocessing.Layout} it has to be {(planes ? "1×3×height×width" : "1×height×width×3")}");

        int height = d[planes ? 2 : 1], width = d[planes ? 3 : 2];
        ImageSize size = preprocessing.Size is [var w, var h] ? new(w, h) : width > 0 && height > 0 ? new(width, height) : throw new UsageException($"{path}: the input {name} is {shape}, of any size; give a size in --preprocessing");
        if ((width > 0 && width != size.Width) || (height > 0 && height != size.Height)) throw new UsageException($"{path}: the input {name} is {shape}, but --preprocessing says {size}");
        bool half = input.ElementType == typeof(Float16);
        if (!half && input.ElementType != typeof(float)) throw new UsageException($"{path}: the input {name} holds {input.ElementType.Name}; float32 and float16 can be filled");
        if (preprocessing.Type is { } type && type != (half ? "float16" : "float32")) throw new UsageException($"{path}: the input {name} holds {(half ? "float16" : "float32")}, but --preprocessing says {type}");
        return (name, size, half);
    }

    private double[] Scores(PixelImage<byte> image, string model)
    {
        float[] values = Values(image);
        using OrtValue input = Half
            ? OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, v => (Float16)v), [.. _shape.Select(d => (long)d)])
            : OrtValue.CreateTensorValueFromMemory(values, [.. _shape.Select(d => (long)d)]);
        using var run = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = Run(run, input, model);
        OrtValue output = outputs[0];
        OrtTensorTypeAndShapeInfo shape = output.GetTensorTypeAndShape();
        if (shape.Shape.Count(d => d > 1) != 1)
            throw new UsageException($"{model}: the output is {string.Join('×', shape.Shape)}, no list of class scores; a classifier is wanted");
        return shape.ElementDataType switch
        {
            TensorElementType.Float => [.. output.GetTensorDataAsSpan<float>().ToArray().Select(v => (double)v)],
            TensorElementType.Float16 => [.. output.GetTensorDataAsSpan<Float16>().ToArray().Select(v => (double)(float)v)],
            _ => throw new UsageException($"{model}: the output holds {shape.ElementDataType}; class scores in float32 or float16 are wanted"),
        };
    }

    private IDisposableReadOnlyCollection<OrtValue> Run(RunOptions run, OrtValue input, string model)
    {
        try
        {
            return _session.Run(run, [_input], [input], [_session.OutputNames[0]]);
        }
        catch (OnnxRuntimeException e)
        {
            throw new UsageException($"{model}: the model does not run ({e.Message})");
        }
    }

    private float[] Values(PixelImage<byte> image)
    {
        var values = new float[image.Size.Pixels * 3];
        bool planes = _preprocessing.Layout == "nchw", reversed = _preprocessing.Channels == "bgr";
        for (int y = 0; y < image.Height; y++)
        {
            ReadOnlySpan<byte> row = image.Row(y);
            for (int x = 0; x < image.Width; x++)
            {
                int pixel = (y * image.Width) + x;
                for (int channel = 0; channel < 3; channel++)
                {
                    double value = (row[(x * 3) + (reversed ? 2 - channel : channel)] - _preprocessing.Mean[channel]) * _preprocessing.Scale[channel];
                    values[planes ? (channel * (int)image.Size.Pixels) + pixel : (pixel * 3) + channel] = (float)value;
                }
            }
        }

        return values;
    }

    /// <summary>Scores that are no probabilities yet go through the softmax.</summary>
    private static double[] Probabilities(double[] scores)
    {
        if (scores.All(s => s is >= 0 and <= 1) && Math.Abs(scores.Sum() - 1) < ProbabilityTolerance) return scores;
        double most = scores.Max(), sum = scores.Sum(s => Math.Exp(s - most));
        return Array.ConvertAll(scores, s => Math.Exp(s - most) / sum);
    }
}
