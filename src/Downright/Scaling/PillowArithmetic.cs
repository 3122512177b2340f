using System.Buffers;

namespace Downright.Scaling;

/// <summary>
/// Pillow's <c>Image.resize</c> but for nearest: along the rows first, to bytes again, then over the rows. RGBA is
/// multiplied by its alpha and divided again, and then the reducing gap is ignored, as Pillow does. Pillow's float images
/// have one channel; here each channel is one.
/// </summary>
internal sealed class PillowArithmetic : CompiledScaler
{
    private readonly ImageSize _target;
    private readonly PillowReduction? _reduction;
    private readonly FixedPointTaps _rows;
    private readonly FixedPointTaps _columns;
    private readonly PillowDoubleTaps _floatRows;
    private readonly PillowDoubleTaps _floatColumns;
    private readonly Lazy<PillowArithmetic>? _withoutGap;

    public PillowArithmetic(ScalerProfile profile, ImageSize source, ImageSize target)
    {
        _target = target;
        int columns = PillowMatrices.ReductionOf(profile, source.Width, target.Width);
        int rows = PillowMatrices.ReductionOf(profile, source.Height, target.Height);
        ImageSize resampled = source;
        if (columns > 1 || rows > 1)
        {
            _reduction = new PillowReduction(source, columns, rows);
            _withoutGap = new(() => new PillowArithmetic(profile with { ReducingGap = null }, source, target));
            resampled = _reduction.Target;
        }

        BandedMatrix left = PillowMatrices.Resample(profile.Algorithm, resampled.Height, PillowMatrices.ExtentOf(source.Height, rows), target.Height);
        BandedMatrix right = PillowMatrices.Resample(profile.Algorithm, resampled.Width, PillowMatrices.ExtentOf(source.Width, columns), target.Width);
        (_rows, _columns) = (Quantize(left), Quantize(right));
        (_floatRows, _floatColumns) = (new PillowDoubleTaps(left), new PillowDoubleTaps(right));
    }

    public override void Scale(PixelImage<byte> image, Memory<byte> output)
    {
        // An image whose size stays is copied, alpha and all.
        bool alpha = image.Format.HasAlpha() && !image.Format.IsPremultiplied() && image.Size != _target;
        if (alpha && _withoutGap is not null) _withoutGap.Value.Scale(image, output);
        else Scale(new Bytes(_rows, _columns, alpha), image, output);
    }

    public override void Scale(PixelImage<float> image, Memory<float> output) =>
        Scale(new Floats(_floatRows, _floatColumns), image, output);

    private void Scale<T, TPasses>(TPasses passes, PixelImage<T> image, Memory<T> output)
        where T : unmanaged
        where TPasses : IRowPasses<T, T>
    {
        if (_reduction is null)
        {
            RowPasses.Run<T, T, TPasses>(passes, image, _target, output);
            return;
        }

        int samples = _reduction.Target.Samples(image.Channels);
        T[] reduced = ArrayPool<T>.Shared.Rent(samples);
        _reduction.Reduce(image, reduced.AsMemory(0, samples));
        RowPasses.Run<T, T, TPasses>(passes, new PixelImage<T>(reduced, _reduction.Target, image.Format), _target, output);
        ArrayPool<T>.Shared.Return(reduced);
    }

    /// <summary>Coefficients of 22 bits, halves away from zero.</summary>
    private static FixedPointTaps Quantize(BandedMatrix matrix)
    {
        const int Bits = 32 - 8 - 2;
        var first = new int[matrix.Rows];
        var weights = new int[matrix.Rows][];
        for (int row = 0; row < matrix.Rows; row++)
        {
            first[row] = matrix.First(row);
            weights[row] = Array.ConvertAll(matrix.Weights(row).ToArray(), weight => (int)((weight < 0 ? -0.5 : 0.5) + (weight * (1 << Bits))));
        }

        return new FixedPointTaps(Bits, first, weights);
    }

    private readonly struct Bytes(FixedPointTaps rows, FixedPointTaps columns, bool alpha) : IRowPasses<byte, byte>
    {
        public int MaxTaps => rows.MaxTaps;

        public (int First, int Taps) RowsOf(int y) => rows.RangeOf(y);

        public void Horizontal(ReadOnlySpan<byte> row, int channels, Span<byte> sums)
        {
            if (!alpha)
            {
                columns.Sum(row, channels, sums);
                return;
            }

            byte[] premultiplied = ArrayPool<byte>.Shared.Rent(row.Length);
            PillowAlpha.Premultiply(row, premultiplied);
            columns.Sum(premultiplied.AsSpan(0, row.Length), channels, sums);
            ArrayPool<byte>.Shared.Return(premultiplied);
        }

        public void Vertical(int y, in RowRing<byte> rowRing, Span<byte> output)
        {
            rows.Sum(y, rowRing, output);
            if (alpha) PillowAlpha.Unpremultiply(output);
        }
    }

    private readonly struct Floats(PillowDoubleTaps rows, PillowDoubleTaps columns) : IRowPasses<float, float>
    {
        public int MaxTaps => rows.MaxTaps;

        public (int First, int Taps) RowsOf(int y) => rows.RangeOf(y);

        public void Horizontal(ReadOnlySpan<float> row, int channels, Span<float> sums) => columns.Sum(row, channels, sums);

        public void Vertical(int y, in RowRing<float> rowRing, Span<float> output) => rows.Sum(y, rowRing, output);
    }
}
