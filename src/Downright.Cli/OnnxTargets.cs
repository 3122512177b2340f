using Downright.Cli.Output;
using Downright.Files;
using Downright.Onnx;
using Downright.Vetting;

namespace Downright.Cli;

/// <summary>Vets the nodes of an ONNX model that make images smaller, and writes a copy in which they are antialiased.</summary>
/// <param name="path">The model's file.</param>
/// <param name="geometries">The sizes to judge nodes at whose sizes the model leaves open, or null.</param>
internal sealed class OnnxTargets(string path, IReadOnlyList<ScalingGeometry>? geometries)
{
    /// <summary>What one image may hold at most where a node's own sizes are judged.</summary>
    private const long MostPixels = 50_000_000;

    private readonly OnnxModel _model = Read(path);

    /// <summary>Vets every node that makes images smaller, or of which the model does not say that it does not.</summary>
    public IEnumerable<Vetted> Vet(VettingOptions options, CancellationToken cancellation) =>
        _model.Resizes.Where(node => node.Shrinks != false).Select(node => Vet(node, options, cancellation));

    /// <summary>What is said about nodes that were not vetted, or null.</summary>
    public string? Note
    {
        get
        {
            int growing = _model.Resizes.Count(node => node.Shrinks == false), all = _model.Resizes.Count;
            if (all == 0) return $"{path}: no node scales images";
            return growing == 0 ? null : $"{path}: {growing} of {all} nodes that scale make nothing smaller, and are not listed";
        }
    }

    /// <summary>Writes the copy; nothing where no node needs it.</summary>
    /// <returns>What was done, in words.</returns>
    public string Fix(string output, bool overwrite)
    {
        try
        {
            if (_model.WithAntialias() is not { } changed) return $"{path} has no node that antialias would help; {output} was not written";
            OutputFile.Write(output, overwrite, stream => stream.Write(changed.Bytes));
            string raised = changed.Opset == _model.Opset ? "" : $", opset {_model.Opset} raised to {changed.Opset}";
            OnnxResize[] left = [.. _model.Resizes.Where(n => n.Shrinks != false && n.Scaler is not { Antialias: true } && !changed.Changed.Contains(n))];
            string others = left.Length == 0 ? "" : $"; left as it is, since antialias is for linear and cubic: {Names(left)}";
            return $"{output}: antialias=1 on {Names(changed.Changed)}{raised}{others}";
        }
        catch (OnnxFormatException e)
        {
            throw new UsageException($"--fix: {path}: {e.Message}");
        }
    }

    private Vetted Vet(OnnxResize node, VettingOptions options, CancellationToken cancellation)
    {
        string attributes = $"{node.Operator} {node.Opset} in {node.Graph}: {string.Join(", ", node.Attributes.Select(a => $"{a.Key}={a.Value}"))}";
        var place = new VettedNode(Path.GetRelativePath(Environment.CurrentDirectory, path), node.Name, node.Graph, node.Operator, node.Opset, node.Attributes.ToDictionary(a => a.Key, a => a.Value));
        string name = node.Scaler?.Name ?? node.Operator;
        var (sizes, why) = SizesOf(node);
        if (node.WhyNoScaler is { } unknown) why = unknown;
        if (why is not null) return new Vetted(name, Verdict.Undetermined, [why, attributes], null, null, place);

        VettingResult result = ScalerVetting.Vet(node.Scaler!, options with { Geometries = sizes }, cancellation);
        return Vetted.Of(result) with { Node = place, Reasons = [.. result.Reasons, attributes] };
    }

    /// <summary>The sizes that a node is judged at, or why there are none.</summary>
    private (IReadOnlyList<ScalingGeometry> Sizes, string? Why) SizesOf(OnnxResize node)
    {
        if (node is { SourceSize: { } from, TargetSize: { } to }) return Bounded(new ScalingGeometry(from, to));
        if (node.Ratios is var (horizontal, vertical))
        {
            // Of any size, at these ratios.
            ImageSize target = VettingSweep.DefaultTarget;
            double width = Math.Round(target.Width * horizontal), height = Math.Round(target.Height * vertical);
            return width * height is >= 1 and <= MostPixels && width >= 1 && height >= 1 ? ([new ScalingGeometry(new ImageSize((int)width, (int)height), target)], null) : ([], TooLarge);
        }

        if (geometries is null) return ([], $"{node.WhyNoRatios}: give --source and --size to judge it");
        return node.TargetSize is { } size ? ([.. geometries.Select(g => g with { Target = size })], null) : (geometries, null);
    }

    private const string TooLarge = "its images are too large to judge";

    private static (IReadOnlyList<ScalingGeometry> Sizes, string? Why) Bounded(ScalingGeometry geometry) =>
        geometry.Source.Pixels <= MostPixels && geometry.Target.Pixels <= MostPixels ? ([geometry], null) : ([], TooLarge);

    private static string Names(IEnumerable<OnnxResize> nodes) => string.Join(", ", nodes.Select(n => $"'{n.Name}'"));

    private static OnnxModel Read(string path)
    {
        try
        {
            return OnnxModel.Read(InputFile.ReadAllBytes(path, Array.MaxLength));
        }
        catch (OnnxFormatException e)
        {
            throw new UsageException($"--onnx: {path}: {e.Message}");
        }
        catch (ImageFileException e)
        {
            throw new UsageException($"--onnx: {e.Message}");
        }
    }
}
