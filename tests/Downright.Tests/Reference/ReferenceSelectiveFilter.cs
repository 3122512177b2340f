using Downright.Scaling;

namespace Downright.Tests.Reference;

/// <summary>The selective filters by the words of their definition: every window's candidates are listed and sorted.</summary>
/// <param name="op">The operator.</param>
/// <param name="considered">P, [row, column].</param>
/// <param name="fallsBack">Whether windows that are nearly all considered take their lightest pixels.</param>
/// <param name="factor">The bandwidth factor of windows around their pixels; null for the cells of area scaling, which fall back to all their pixels below three quarters.</param>
internal sealed class ReferenceSelectiveFilter(ScalingOperator op, bool[,] considered, bool fallsBack, double? factor)
{
    private readonly int _width = op.SourceSize.Width;
    private readonly int _height = op.SourceSize.Height;

    public int FallbackWindows { get; private set; }

    public PixelImage<byte> Median(PixelImage<byte> image) => Filter(image, (_, values) =>
        [.. values[0].Select((_, channel) => values.Select(pixel => pixel[channel]).Order().ElementAt((values.Count - 1) / 2))]);

    public PixelImage<byte> Mean(PixelImage<byte> image) => Filter(image, (_, values) =>
        [.. values[0].Select((_, channel) => (byte)Math.Round(values.Average(pixel => (decimal)pixel[channel]), MidpointRounding.AwayFromZero))]);

    public PixelImage<byte> Random(PixelImage<byte> image, ulong seed) => Filter(image, (index, values) =>
        values[ReferencePhilox.Draw(seed, index, values.Count)]);

    private PixelImage<byte> Filter(PixelImage<byte> image, Func<long, List<byte[]>, byte[]> replace)
    {
        byte[] result = image.ToArray();
        for (int y = 0; y < _height; y++)
        {
            for (int x = 0; x < _width; x++)
            {
                if (!considered[y, x]) continue;
                List<byte[]> values = [.. Candidates(y, x).Select(q => image.Row(q.Row).Slice(q.Column * image.Channels, image.Channels).ToArray())];
                if (values.Count == 0) continue;
                long index = ((long)y * _width) + x;
                replace(index, values).CopyTo(result, index * image.Channels);
            }
        }

        return new PixelImage<byte>(result, image.Size, image.Format);
    }

    private List<(int Row, int Column)> Candidates(int y, int x)
    {
        var (top, bottom) = Window(op.Left, y);
        var (left, right) = Window(op.Right, x);
        for (int growth = 0; growth < _height + _width; growth++)
        {
            List<(int Row, int Column)> window =
            [
                .. from row in Enumerable.Range(0, _height)
                   from column in Enumerable.Range(0, _width)
                   where row >= top - growth && row <= bottom + growth && column >= left - growth && column <= right + growth
                   select (row, column),
            ];
            List<(int Row, int Column)> candidates = [.. window.Where(q => !considered[q.Row, q.Column])];
            bool falls = fallsBack && candidates.Count < window.Count * (factor is null ? 0.75 : 0.5);
            if (falls && factor is null && window.Count > 1)
            {
                candidates = window;
            }
            else if (falls)
            {
                double[] influences = [.. window.Select(Influence).Order()];
                double median = influences[(influences.Length - 1) / 2];
                candidates = [.. window.Where(q => q != (y, x) && Influence(q) <= median)];
                if (candidates.Count == 0 && window.Count == _width * _height) candidates = [.. window.Where(q => q != (y, x))];
            }

            if (candidates.Count == 0) continue;
            if (falls) FallbackWindows++;
            return candidates;
        }

        return [];
    }

    /// <summary>The first and the last sample of a sample's window.</summary>
    private (int First, int Last) Window(BandedMatrix axis, int sample)
    {
        double ratio = (double)axis.Columns / axis.Rows;
        if (factor is { } f)
        {
            int half = (int)Math.Floor(ratio / f);
            return (sample - half, sample + half);
        }

        int[] fed = [.. Enumerable.Range(0, axis.Rows).Where(output => axis[output, sample] != 0)];
        if (fed.Length == 0 || new ReferenceEnergy(axis).IsEven) return (sample, sample);
        int heaviest = fed.MaxBy(output => Math.Abs(axis[output, sample]));
        return ((int)Border(heaviest), (int)Border(heaviest + 1) - 1);

        decimal Border(int output) => Math.Round((decimal)output * axis.Columns / axis.Rows, MidpointRounding.AwayFromZero);
    }

    private double Influence((int Row, int Column) pixel) => Largest(op.Left, pixel.Row) * Largest(op.Right, pixel.Column);

    private static double Largest(BandedMatrix axis, int sample)
    {
        double largest = 0;
        for (int output = 0; output < axis.Rows; output++) largest = Math.Max(largest, Math.Abs(axis[output, sample]));
        return largest;
    }
}
