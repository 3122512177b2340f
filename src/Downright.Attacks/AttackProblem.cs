using System.Globalization;
using Downright.Scaling;

namespace Downright.Attacks;

/// <summary>Checks, once at the public edge, that operator, source image and target image make a problem together.</summary>
internal static class AttackProblem
{
    public static void ThrowIfImagesDoNotFit(ScalingOperator op, PixelImage<byte> source, PixelImage<byte> target)
    {
        ArgumentNullException.ThrowIfNull(op);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        if (source.Size != op.SourceSize)
            throw new ArgumentException($"The operator {op} scales images of {op.SourceSize}, not of {source.Size}.", nameof(source));
        if (target.Size != op.TargetSize)
            throw new ArgumentException($"The operator {op} makes images of {op.TargetSize}; the target image is {target.Size}.", nameof(target));
        if (source.Format.HasAlpha())
            throw new ArgumentException($"The source image has alpha ({source.Format}): flatten it first.", nameof(source));
        if (source.Format != target.Format)
            throw new ArgumentException($"Source and target image have one pixel format, not {source.Format} and {target.Format}.", nameof(target));
    }

    /// <summary>Where no source sample feeds two outputs, every output is a problem of its own.</summary>
    /// <exception cref="ArgumentException">Some sample feeds two outputs.</exception>
    public static void ThrowIfWindowsOverlap(ScalingOperator op)
    {
        ThrowIfWindowsOverlap(op, op.Left, "row");
        ThrowIfWindowsOverlap(op, op.Right, "column");
    }

    private static void ThrowIfWindowsOverlap(ScalingOperator op, BandedMatrix axis, string line)
    {
        var owner = new int[axis.Columns];
        for (int output = 0; output < axis.Rows; output++)
        {
            ReadOnlySpan<double> weights = axis.Weights(output);
            for (int tap = 0; tap < weights.Length; tap++)
            {
                if (weights[tap] == 0) continue;
                ref int first = ref owner[axis.First(output) + tap];
                if (first != 0)
                    throw new ArgumentException(Overlap(op, axis, line, axis.First(output) + tap, first - 1, output), nameof(op));
                first = output + 1;
            }
        }
    }

    private static string Overlap(ScalingOperator op, BandedMatrix axis, string line, int sample, int first, int second)
    {
        double ratio = (double)axis.Columns / axis.Rows;
        string overlap = string.Create(CultureInfo.InvariantCulture, $"{op}: windows overlap at the ratio {ratio:0.###}: source {line} {sample} feeds the output {line}s {first} and {second}.");
        string remedy = ratio < 1
            ? "An axis that grows always does that; shrink it."
            : $"A kernel of {axis.MaxTaps} taps does not overlap from the ratio {axis.MaxTaps} on; one that averages over cells does not at whole ratios; one that widens with the ratio does at every ratio.";
        return $"{overlap} {remedy}";
    }
}
