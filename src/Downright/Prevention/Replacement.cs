using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Downright.Kernels;
using Downright.Scaling;

namespace Downright.Prevention;

/// <summary>One run of a selective filter: the considered pixels of one image that a target has room for.</summary>
internal sealed class Replacement(SelectiveFilter filter, PixelImage<byte> image, PixelTarget target, CancellationToken cancellation)
{
    private readonly ulong _key = filter.Options.Seed ?? SecretKey();
    private long _replaced;
    private long _fallbacks;

    /// <summary>The number of pixels replaced.</summary>
    public long Replaced => _replaced;

    /// <summary>How many of them took listed candidates.</summary>
    public long FallbackWindows => _fallbacks;

    /// <summary>Replaces the pixels of some rows.</summary>
    /// <param name="rows">Rows with considered pixels, ascending.</param>
    /// <param name="bands">How many bands of rows are worked on at once; 0 for as many as the work is worth.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Run(int[] rows, int bands)
    {
        if (bands == 0) bands = Bands();
        RowBands.Run(rows.Length, bands, (Run: this, rows), static (work, from, to) => work.Run.Replace(work.rows.AsSpan(from..to)));
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Windows of neighbouring bands share rows, which both make planes of, so that a few bands a thread are enough.</summary>
    private int Bands()
    {
        int threads = RowBands.ThreadsFor(image.Size.Pixels * image.Channels);
        return threads == 1 ? 1 : 2 * threads;
    }

    private static ulong SecretKey()
    {
        ulong key = 0;
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(new Span<ulong>(ref key)));
        return key;
    }

    private void Replace(ReadOnlySpan<int> rows)
    {
        SelectiveRow? search = null;
        long plain = 0;
        if (filter.Means is { } means)
        {
            (plain, long fallbacks) = means.Replace(image, rows, target, cancellation);
            Interlocked.Add(ref _fallbacks, fallbacks);
        }
        else if (ReplaceAtOnce(rows, out bool listed))
        {
            foreach (int y in rows)
            {
                ReadOnlySpan<int> crowded = filter.Windows!.Crowded(y);
                plain += filter.Windows.Columns.Length;
                if (listed)
                {
                    Interlocked.Add(ref _fallbacks, crowded.Length);
                }
                else if (crowded.Length > 0)
                {
                    plain -= crowded.Length;
                    (search ??= RowFilter()).Replace(y, crowded, target);
                }
            }
        }
        else
        {
            search = RowFilter();
            foreach (int y in rows)
            {
                if (cancellation.IsCancellationRequested) return;
                search.Replace(y, filter.Considered.Row(y)!.Columns, target);
            }
        }

        Interlocked.Add(ref _replaced, plain + (search?.Replaced ?? 0));
        Interlocked.Add(ref _fallbacks, search?.FallbackWindows ?? 0);
        if (search is not null) filter.Return(search);
    }

    /// <summary>Replaces all pixels of the rows, where that can be done at once.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="listed">Whether crowded windows took their lightest pixels, too; else they were taken for plain ones.</param>
    private bool ReplaceAtOnce(ReadOnlySpan<int> rows, out bool listed)
    {
        listed = false;
        if (filter.MediansFor(image.Channels) is { } medians)
        {
            medians.Replace(image, rows, target, cancellation);
            listed = medians.TakesLightest;
        }
        else if (filter.Draws is { } draws)
        {
            draws.Replace(image, rows, target, _key, cancellation);
        }
        else
        {
            return false;
        }

        return true;
    }

    private SelectiveRow RowFilter()
    {
        SelectiveRow row = filter.RentRow();
        row.Begin(image, _key);
        return row;
    }
}
