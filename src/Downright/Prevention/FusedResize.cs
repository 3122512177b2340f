using System.Buffers;
using Downright.Kernels;
using Downright.Scaling;

namespace Downright.Prevention;

/// <summary>
/// A selective filter and the scaler behind it in one: only what the scaler reads is cleaned, into a small image that the
/// scaler's own arithmetic takes.
/// </summary>
internal sealed class FusedResize
{
    private readonly SelectiveFilter _filter;
    private readonly CompactScaler _scaler;
    private readonly PixelMap _map;
    private readonly int[] _replacedRows;
    private readonly int[] _keptColumns;
    private readonly bool _isCopy;

    private FusedResize(SelectiveFilter filter, ProfileScaler profile, CompactScaler scaler)
    {
        ImageSize source = filter.Operator.SourceSize;
        _filter = filter;
        Scaler = profile;
        _scaler = scaler;
        _map = PixelMap.Of(source, scaler.Rows, scaler.Columns);
        _replacedRows = Array.FindAll(scaler.Rows, y => filter.Considered.Row(y) is not null);
        _keptColumns = filter.Plain is null ? scaler.Columns : Array.FindAll(scaler.Columns, x => !filter.Plain.Geometry.Columns[x]);
        _isCopy = scaler.Scaler is SampleCopy && scaler.Size == filter.Operator.TargetSize;
    }

    /// <summary>The scaler.</summary>
    public ProfileScaler Scaler { get; }

    /// <summary>Fuses a filter with a scaler; null where the scaler reads too much for it to pay.</summary>
    public static FusedResize? Of(SelectiveFilter filter, ProfileScaler scaler) =>
        scaler.CompactFor(filter.Operator.SourceSize, filter.Operator.TargetSize) is { } compact ? new FusedResize(filter, scaler, compact) : null;

    /// <summary>Cleans and scales.</summary>
    /// <returns>The scaled image, and the run that cleaned.</returns>
    public (PixelImage<byte> Image, Replacement Run) Resize(PixelImage<byte> image, CancellationToken cancellation)
    {
        if (_replacedRows.Length == 0) return (Scaler.Scale(image, _filter.Operator.TargetSize), new Replacement(_filter, image, default, cancellation));

        int channels = image.Channels, samples = checked((int)(_map.Size.Pixels * channels));
        byte[] output = GC.AllocateUninitializedArray<byte>(checked((int)(_filter.Operator.TargetSize.Pixels * channels)));

        // Where every output is one pixel of its own, what was cleaned is the output already.
        byte[] compact = _isCopy ? output : ArrayPool<byte>.Shared.Rent(samples);
        try
        {
            var target = new PixelTarget(compact.AsMemory(0, samples), _map, channels);
            Keep(image, target);
            var run = new Replacement(_filter, image, target, cancellation);
            run.Run(_replacedRows, bands: 0);
            if (!_isCopy) _scaler.Scaler.Scale(new PixelImage<byte>(compact.AsMemory(0, samples), _map.Size, image.Format), output);
            return (new PixelImage<byte>(output, _filter.Operator.TargetSize, image.Format), run);
        }
        finally
        {
            if (!_isCopy) ArrayPool<byte>.Shared.Return(compact);
        }
    }

    /// <summary>Copies what is read and not considered.</summary>
    private void Keep(PixelImage<byte> image, in PixelTarget target)
    {
        int channels = image.Channels;
        foreach (int y in _scaler.Rows)
        {
            int[] columns = _filter.Considered.Row(y) is null ? _scaler.Columns : _keptColumns;
            if (columns.Length == 0) continue;
            ReadOnlySpan<byte> from = image.Row(y);
            Span<byte> to = target.Row(y);
            foreach (int x in columns) from.Slice(x * channels, channels).CopyTo(to[(target.Column(x) * channels)..]);
        }
    }
}
