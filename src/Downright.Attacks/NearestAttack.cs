using Downright.Scaling;

namespace Downright.Attacks;

/// <summary>
/// The direct attack on nearest-neighbour scaling: every target pixel is written where the scaler reads it
/// (docs/methods/direct-nearest-attack.md). The operator says where that is, so it is right for every library's rule.
/// </summary>
public static class NearestAttack
{
    /// <summary>Crafts the attack image.</summary>
    /// <param name="op">A scaling operator that reads one source pixel for each output, and no pixel twice.</param>
    /// <param name="source">The image that a person is to see, of the operator's source size, without alpha.</param>
    /// <param name="target">The image that the model is to see, of the operator's target size and the source image's format.</param>
    /// <returns>The attack image; the scaler makes exactly the target image of it (ε = 0).</returns>
    /// <exception cref="ArgumentException">The operator is not nearest-neighbour or grows an axis, or the images do not fit it.</exception>
    public static AttackResult Craft(ScalingOperator op, PixelImage<byte> source, PixelImage<byte> target)
    {
        AttackProblem.ThrowIfImagesDoNotFit(op, source, target);
        if (!ReadsOnePixel(op.Left) || !ReadsOnePixel(op.Right))
            throw new ArgumentException($"{op} mixes several source pixels into an output; the direct attack takes nearest-neighbour operators.", nameof(op));
        ThrowIfAPixelIsReadTwice(op, op.Left, "row");
        ThrowIfAPixelIsReadTwice(op, op.Right, "column");

        int channels = source.Channels;
        byte[] attack = source.ToArray();
        double squared = 0;
        for (int y = 0; y < target.Height; y++)
        {
            ReadOnlySpan<byte> wanted = target.Row(y);
            Span<byte> row = attack.AsSpan(op.Left.First(y) * source.Width * channels, source.Width * channels);
            for (int x = 0; x < target.Width; x++)
            {
                for (int channel = 0; channel < channels; channel++)
                {
                    ref byte sample = ref row[(op.Right.First(x) * channels) + channel];
                    int change = wanted[(x * channels) + channel] - sample;
                    squared += change * change;
                    sample = wanted[(x * channels) + channel];
                }
            }
        }

        return new AttackResult("nearest", op, 0, source, attack, target)
        {
            Primal = squared / 2,
            Optimality = new Optimality(squared / 2, squared / 2, 0),
            InfeasibleOutputs = 0,
        };
    }

    private static void ThrowIfAPixelIsReadTwice(ScalingOperator op, BandedMatrix axis, string line)
    {
        var owner = new int[axis.Columns];
        for (int output = 0; output < axis.Rows; output++)
        {
            ref int first = ref owner[axis.First(output)];
            if (first != 0)
                throw new ArgumentException($"{op} reads the source {line} {axis.First(output)} for the output {line}s {first - 1} and {output}: an axis that grows does that.", nameof(op));
            first = output + 1;
        }
    }

    private static bool ReadsOnePixel(BandedMatrix axis)
    {
        for (int output = 0; output < axis.Rows; output++)
        {
            if (axis.Weights(output) is not [1.0]) return false;
        }

        return true;
    }
}
