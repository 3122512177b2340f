using Downright.Prevention;

namespace Downright.Attacks.Solving;

/// <summary>
/// Moves the candidates of a selective filter's windows, one considered pixel after the other, so that the filter puts in
/// what is wanted: for the median filter the fewest that carry the median there, for the random filter the nearest ones.
/// </summary>
/// <param name="filter">The filter.</param>
/// <param name="options">δ and whether windows may overlap.</param>
/// <param name="cancellation">Stops between pixels' rows.</param>
internal sealed class FilterWindows(SelectiveFilter filter, AdaptiveOptions options, CancellationToken cancellation)
{
    /// <summary>Replacements this close to the wanted value, in grey levels, are left alone.</summary>
    private const int Tolerance = 2;

    private readonly MedianWindow _window = new();
    private readonly ByteOrder _order = new();

    /// <summary>Moves the windows.</summary>
    /// <param name="image">The image to start from.</param>
    /// <param name="wanted">An image of its size whose considered pixels have the values that the filter is to put in.</param>
    /// <returns>The samples moved, and how many replacements, counted a channel, are not what is wanted when their window was done.</returns>
    public (byte[] Image, int Missed) Move(PixelImage<byte> image, PixelImage<byte> wanted)
    {
        byte[] original = image.ToArray(), samples = image.ToArray(), goals = wanted.ToArray();
        var changed = new bool[samples.Length];
        int missed = 0, width = image.Width, channels = image.Channels;
        CandidateSearch search = filter.NewSearch();
        for (int y = 0; y < image.Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int x = 0; x < width; x++)
            {
                int[] candidates = filter.CandidatesOf(search, x, y);
                if (candidates.Length == 0) continue;
                for (int channel = 0; channel < channels; channel++)
                {
                    byte goal = goals[(((y * width) + x) * channels) + channel];
                    int[] places = [.. candidates.Select(pixel => (pixel * channels) + channel)];
                    bool done = options.Defence.Method == PreventionMethod.Median
                        ? MoveMedian(samples, changed, places, goal)
                        : MoveNearest(original, samples, changed, places, goal);
                    if (!done) missed++;
                }
            }
        }

        return (samples, missed);
    }

    private bool MoveMedian(byte[] samples, bool[] changed, int[] places, byte goal)
    {
        if (Math.Abs(goal - Median(samples, places)) <= Tolerance) return true;
        int[] free = options.Overlap ? places : Array.FindAll(places, place => !changed[place]);
        if (free.Length == 0) return false;
        byte[] values = Array.ConvertAll(free, place => samples[place]);
        bool done = _window.Move(values, goal, (int)Math.Ceiling(options.Delta * free.Length), i =>
        {
            samples[free[i]] = goal;
            changed[free[i]] = true;
        });
        return options.Overlap ? done : done && Median(samples, places) == goal;
    }

    /// <summary>Any candidate may be drawn: the share of them that shows the goal is the chance of success.</summary>
    private bool MoveNearest(byte[] original, byte[] samples, bool[] changed, int[] places, byte goal)
    {
        int allowed = (int)Math.Ceiling(options.Delta * places.Length);
        byte[] distances = Array.ConvertAll(places, place => (byte)Math.Abs(original[place] - goal));
        foreach (int i in _order.Of(distances)[..allowed])
        {
            if (!options.Overlap && changed[places[i]]) continue;
            samples[places[i]] = goal;
            changed[places[i]] = true;
        }

        return places.All(place => Math.Abs(samples[place] - goal) <= Tolerance);
    }

    private static byte Median(byte[] samples, int[] places) => MedianWindow.Median(Array.ConvertAll(places, place => samples[place]));
}
