using System.Buffers;
using Downright.Analysis;
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
    private readonly int[] _places;
    private readonly int[] _keptColumns;
    private readonly int[] _keptPlaces;
    private readonly bool _isCopy;

    private FusedResize(SelectiveFilter filter, ProfileScaler profile, CompactScaler scaler)
    {
        ImageSize source = filter.Operator.SourceSize;
        _filter = filter;
        Scaler = profile;
        _scaler = scaler;
        _map = PixelMap.Of(source, scaler.Rows, scaler.Columns);
        _replacedRows = Array.FindAll(scaler.Rows, y => filter.Considered.Row(y) is not null);

        // Considered pixels are all written by the filter, those that cannot be replaced, too.
        ColumnSet[] considered = [.. _replacedRows.Select(y => filter.Considered.Row(y)!).Distinct()];
        _keptColumns = considered is [ColumnSet only] ? Array.FindAll(scaler.Columns, x => !only.Contains(x)) : scaler.Columns;
        _places = Array.ConvertAll(scaler.Columns, x => _map.Columns[x]);
        _keptPlaces = Array.ConvertAll(_keptColumns, x => _map.Columns[x]);
        _isCopy = scaler.Scaler is SampleCopy && scaler.Size == filter.Operator.TargetSize;
    }

    /// <summary>The scaler.</summary>
    public ProfileScaler Scaler { get; }

    /// <summary>Fuses a filter with a scaler; null where the scaler reads more than half of the image, so that it would not pay.</summary>
    public static FusedResize? Of(SelectiveFilter filter, ProfileScaler scaler)
    {
        CompactScaler? compact = scaler.CompactFor(filter.Operator.SourceSize, filter.Operator.TargetSize);
        return compact is null || 2 * compact.Size.Pixels > filter.Operator.SourceSize.Pixels ? null : new FusedResize(filter, scaler, compact);
    }

    /// <summary>Cleans and scales.</summary>
    /// <param name="image">The source image.</param>
    /// <param name="output">The scaled image's samples.</param>
    /// <param name="cancellation">Stops between rows of the cleaning.</param>
    /// <returns>The run that cleaned.</returns>
    public Replacement Resize(PixelImage<byte> image, Memory<byte> output, CancellationToken cancellation)
    {
        if (_replacedRows.Length == 0)
        {
            Scaler.Scale(image, _filter.Operator.TargetSize, output);
            return new Replacement(_filter, image, default, cancellation);
        }

        // Where every output is one pixel of its own, what was cleaned is the output already.
        if (_isCopy) return Clean(image, output, cancellation);

        int samples = _map.Size.Samples(image.Channels);
        byte[] compact = ArrayPool<byte>.Shared.Rent(samples);
        try
        {
            Replacement run = Clean(image, compact.AsMemory(0, samples), cancellation);
            _scaler.Scaler.Scale(new PixelImage<byte>(compact.AsMemory(0, samples), _map.Size, image.Format), output);
            return run;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(compact);
        }
    }

    private Replacement Clean(PixelImage<byte> image, Memory<byte> cleaned, CancellationToken cancellation)
    {
        var target = new PixelTarget(cleaned, _map, image.Channels);
        Keep(image, target);
        var run = new Replacement(_filter, image, target, cancellation);
        run.Run(_replacedRows, bands: 0);
        return run;
    }

    /// <summary>Copies what is read and not considered.</summary>
    private void Keep(PixelImage<byte> image, in PixelTarget target)
    {
        int channels = image.Channels;
        foreach (int y in _scaler.Rows)
        {
            bool isReplaced = _filter.Considered.Row(y) is not null;
            int[] columns = isReplaced ? _keptColumns : _scaler.Columns;
            if (columns.Length > 0) PixelCopy.Run(image.Row(y), columns, target.Row(y), isReplaced ? _keptPlaces : _places, channels);
        }
    }
}
