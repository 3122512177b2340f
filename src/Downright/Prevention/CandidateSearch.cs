using Downright.Analysis;
using Downright.Kernels;

namespace Downright.Prevention;

/// <summary>
/// Finds the window of a considered pixel p and the candidates that may replace it: the window's pixels outside P. Where
/// these are fewer than half of the window, its lightest pixels: all but p whose influence is at most the window's lower
/// median influence. A window without any candidate grows by 1 on every side until it has one. One search serves one
/// thread.
/// </summary>
/// <param name="influence">The influence of the source pixels.</param>
/// <param name="considered">P.</param>
/// <param name="halfWidth">How far a window reaches to the left and to the right.</param>
/// <param name="halfHeight">How far a window reaches up and down.</param>
internal sealed class CandidateSearch(PixelInfluence influence, ConsideredPixels considered, int halfWidth, int halfHeight)
{
    private readonly ImageSize _size = considered.Operator.SourceSize;
    private readonly bool _fallsBack = considered.Mode == ConsideredMode.Support;
    private double[] _influences = [];
    private int[] _listed = [];
    private int _growth;
    private (int X, int Y) _last;

    /// <summary>The pixel indices y · width + x, ascending, of the candidates of a window that lists them.</summary>
    public ReadOnlySpan<int> Listed(CandidateWindow window) => _listed.AsSpan(0, window.Count);

    /// <summary>The window of the pixel at (x, y). Rows are searched from left to right.</summary>
    public CandidateWindow Find(int x, int y)
    {
        // The published rule knows no other candidates: an image that is all considered is left as it is.
        if (!_fallsBack && considered.Count == _size.Pixels) return default;

        // A window grown by g + 1 holds its neighbour's window grown by g, so that the search goes on near where it ended.
        _growth = y == _last.Y && x > _last.X ? Math.Max(0, _growth - (x - _last.X)) : 0;
        _last = (x, y);
        while (true)
        {
            CandidateWindow window = WindowAt(x, y, _growth);
            bool whole = window.Bottom - window.Top == _size.Height && window.Right - window.Left == _size.Width;
            if (!_fallsBack)
            {
                if (window.Count > 0) return window;
            }
            else if (2L * window.Count >= (long)(window.Bottom - window.Top) * (window.Right - window.Left))
            {
                return window;
            }
            else
            {
                window = WithLightest(window, x, y, MedianInfluence(window));
                if (window.Count == 0 && whole) window = WithLightest(window, x, y, double.PositiveInfinity);
                if (window.Count > 0 || whole) return window;
            }

            _growth++;
        }
    }

    private CandidateWindow WindowAt(int x, int y, int growth)
    {
        int top = Math.Max(0, y - halfHeight - growth), bottom = (int)Math.Min(_size.Height, (long)y + halfHeight + growth + 1);
        int left = Math.Max(0, x - halfWidth - growth), right = (int)Math.Min(_size.Width, (long)x + halfWidth + growth + 1);
        int count = 0;
        for (int row = top; row < bottom; row++) count += considered.Row(row)?.CountOthers(left, right) ?? right - left;
        return new CandidateWindow(top, bottom, left, right, count, IsListed: false);
    }

    private double MedianInfluence(CandidateWindow window)
    {
        int width = window.Right - window.Left, pixels = (window.Bottom - window.Top) * width;
        if (_influences.Length < pixels) _influences = new double[pixels];
        ReadOnlySpan<double> columns = influence.Horizontal.Weights[window.Left..window.Right];
        for (int row = window.Top; row < window.Bottom; row++)
        {
            double weight = influence.Vertical.Weights[row];
            Span<double> products = _influences.AsSpan((row - window.Top) * width, width);
            for (int i = 0; i < width; i++) products[i] = weight * columns[i];
        }

        return OrderStatistic.Ranked(_influences.AsSpan(0, pixels), (pixels - 1) / 2);
    }

    private CandidateWindow WithLightest(CandidateWindow window, int x, int y, double limit)
    {
        int pixels = (window.Bottom - window.Top) * (window.Right - window.Left), count = 0;
        if (_listed.Length < pixels) _listed = new int[pixels];
        ReadOnlySpan<double> columns = influence.Horizontal.Weights;
        for (int row = window.Top; row < window.Bottom; row++)
        {
            double weight = influence.Vertical.Weights[row];
            for (int column = window.Left; column < window.Right; column++)
            {
                if (weight * columns[column] <= limit && (row != y || column != x))
                    _listed[count++] = (row * _size.Width) + column;
            }
        }

        return window with { Count = count, IsListed = true };
    }
}
