using Downright.Scaling;

namespace Downright.Vetting;

/// <summary>Whether a scaler turns or mirrors what it scales: found by comparison with area scaling.</summary>
internal static class Orientation
{
    private static readonly string[] Turns =
    [
        "upright", "mirrored left to right", "upside down and mirrored", "rotated by 180 degrees",
        "mirrored along a diagonal", "rotated by 90 degrees", "rotated by 270 degrees", "mirrored along the other diagonal",
    ];

    /// <summary>How the output lies, or null where upright is as good as any.</summary>
    public static string? Of(PixelImage<byte> source, PixelImage<byte> output)
    {
        PixelImage<float> upright = ScalingOperator.Compile(new ScalerProfile(ScalerLibrary.Downright, ScalerAlgorithm.Area), source.Size, output.Size).Apply(source);
        int turns = output.Width == output.Height ? Turns.Length : Turns.Length / 2;
        double[] differences = [.. Enumerable.Range(0, turns).Select(turn => SquaredDifference(upright, output, turn))];
        int best = Array.IndexOf(differences, differences.Min());
        return differences[best] < differences[0] / 4 ? Turns[best] : null;
    }

    private static double SquaredDifference(PixelImage<float> upright, PixelImage<byte> output, int turn)
    {
        double sum = 0;
        for (int y = 0; y < output.Height; y++)
        {
            ReadOnlySpan<byte> row = output.Row(y);
            for (int x = 0; x < output.Width; x++)
            {
                var (fromX, fromY) = (turn & 4) == 0 ? (x, y) : (y, x);
                if ((turn & 1) != 0) fromX = upright.Width - 1 - fromX;
                if ((turn & 2) != 0) fromY = upright.Height - 1 - fromY;
                for (int channel = 0; channel < output.Channels; channel++)
                {
                    double difference = row[(x * output.Channels) + channel] - upright.Row(fromY)[(fromX * output.Channels) + channel];
                    sum += difference * difference;
                }
            }
        }

        return sum;
    }
}
