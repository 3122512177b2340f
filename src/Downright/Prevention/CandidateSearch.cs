using Downright.Analysis;
using Downright.Kernels;

namespace Downright.Prevention;

/// <summary>
/// Finds the window of a considered pixel p and the candidates that may replace it: the window's pixels outside P. Where
/// these are fewer than half of the window, its lightest pixels: all but p whose influence is at most the window's lower
/// median influence. Or, for a rule in which each candidate counts the same: all pixels of the window where those outside P
/// are fewer than three quarters of it. A window without any candidate grows by 1 on every side until it has one. One
/// search serves one thread.
/// </summary>
/// <param name="influence">The influence of the source pixels.</param>
/// <param name="considered">P.</param>
/// <param name="columns">The columns of each column's windows.</param>
/// <param name="rows">The rows of each row's windows.</param>
/// <param name="fallsBackToAll">Whether all pixels of a window are candidates where those outside P are too few.</param>
internal sealed class CandidateSearch(PixelInfluence influence, ConsideredPixels considered, AxisWindows columns, AxisWindows rows, bool fallsBackToAll = false)
{
    private readonly ImageSize _size = considered.Operator.SourceSize;
    private readonly bool _fallsBack = considered.Mode == ConsideredMode.Support;
    private double[] _influences = [];
    private int[] _listed = [];
    private int _growth;
    private (int X, int Y) _last;

    /// <summary>A search in windows around their pixels.</summary>
    /// <param name="influence">The influence of the source pixels.</param>
    /// <param name="considered">P.</param>
    /// <param name="halfWidth">How far a window reaches to the left and to the right.</param>
    /// <param name="halfHeight">How far a window reaches up and down.</param>
    public CandidateSearch(PixelInfluence influence, ConsideredPixels considered, int halfWidth, int halfHeight)
        : this(influence, considered, AxisWindows.Around(considered.Operator.SourceSize.Width, halfWidth), AxisWindows.Around(considered.Operator.SourceSize.Height, halfHeight))
    {
    }

    /// <summary>The pixel indices y · width + x, ascending, of the candidates of a window that lists them.</summary>
    public ReadOnlySpan<int> Listed(CandidateWindow window) => _listed.AsSpan(0, window.Count);

    /// <summary>The window of the pixel at (x, y). Rows are searched from left to right.</summary>
    public CandidateWindow Find(int x, int y)
    {
        // The published rule knows no other candidates: an image that is all considered is left as it is.
        if (!_fallsBack && considered.Count == _size.Pixels) return default;

        // A window grown less than this lies inside the last one grown by 1 less, which had no candidate.
        _growth = y == _last.Y && x > _last.X
            ? Math.Max(0, _growth - Math.Max(Math.Abs(columns.From[x] - columns.From[_last.X]), Math.Abs(columns.To[x] - columns.To[_last.X])))
            : 0;
        _last = (x, y);
        while (true)
        {
            CandidateWindow window = WindowAt(x, y, _growth);
            bool whole = window.Bottom - window.Top == _size.Height && window.Right - window.Left == _size.Width;
            if (!_fallsBack)
            {
                if (window.Count > 0) return window;
            }
            else if (fallsBackToAll ? 4L * window.Count >= 3 * window.Pixels : 2L * window.Count >= window.Pixels)
            {
                return window;
            }
            else if (fallsBackToAll && window.Pixels > 1)
            {
                return WithLightest(window, double.PositiveInfinity, without: (-1, -1));
            }
            else
            {
                window = WithLightest(window, MedianInfluence(window), without: (x, y));
                if (window.Count == 0 && whole) window = WithLightest(window, double.PositiveInfinity, without: (x, y));
                if (window.Count > 0 || whole) return window;
            }

            _growth++;
        }
    }

    private CandidateWindow WindowAt(int x, int y, int growth)
    {
        int top = Math.Max(0, rows.From[y] - growth), bottom = Math.Min(_size.Height, rows.To[y] + growth);
        int left = Math.Max(0, columns.From[x] - growth), right = Math.Min(_size.Width, columns.To[x] + growth);
        int count = 0;
        for (int row = top; row < bottom; row++) count += considered.Row(row)?.CountOthers(left, right) ?? right - left;
        return new CandidateWindow(top, bottom, left, right, count, IsListed: false);
    }

    private double MedianInfluence(CandidateWindow window)
    {
        int width = window.Right - window.Left, pixels = (window.Bottom - window.Top) * width;
        if (_influences.Length < pixels) _influences = new double[pixels];
        ReadOnlySpan<double> weights = influence.Horizontal.Weights[window.Left..window.Right];
        for (int row = window.Top; row < window.Bottom; row++)
        {
            double weight = influence.Vertical.Weights[row];
            Span<double> products = _influences.AsSpan((row - window.Top) * width, width);
            for (int i = 0; i < width; i++) products[i] = weight * weights[i];
        }

        return OrderStatistic.Ranked(_influences.AsSpan(0, pixels), (pixels - 1) / 2);
    }

    private CandidateWindow WithLightest(CandidateWindow window, double limit, (int X, int Y) without)
    {
        int pixels = (window.Bottom - window.Top) * (window.Right - window.Left), count = 0;
        if (_listed.Length < pixels) _listed = new int[pixels];
        ReadOnlySpan<double> weights = influence.Horizontal.Weights;
        for (int row = window.Top; row < window.Bottom; row++)
        {
            double weight = influence.Vertical.Weights[row];
            for (int column = window.Left; column < window.Right; column++)
            {
                if (weight * weights[column] <= limit && (column, row) != without)
                    _listed[count++] = (row * _size.Width) + column;
            }
        }

        return window with { Count = count, IsListed = true };
    }
}
