using System.Security.Cryptography;
using Downright.Analysis;
using Downright.Scaling;

namespace Downright.Prevention;

/// <summary>
/// A selective filter for one operator (Quiring et al. 2020, defence 2), compiled once and applied to any number of
/// images: it replaces exactly the pixels that the scaler considers by what their neighbourhoods' other pixels say. It
/// defends any scaler whose operator is known, a black box included.
/// </summary>
public sealed class SelectiveFilter
{
    private readonly int _halfWidth;
    private readonly int _halfHeight;

    private SelectiveFilter(ScalingOperator op, PreventionOptions options)
    {
        Operator = op;
        Options = options;
        Influence = PixelInfluence.Of(op);
        Considered = ConsideredPixels.Of(Influence, options.Considered);
        _halfWidth = HalfWindow(op.SourceSize.Width, op.TargetSize.Width);
        _halfHeight = HalfWindow(op.SourceSize.Height, op.TargetSize.Height);

        int HalfWindow(int source, int target) => (int)Math.Min(source, Math.Floor((double)source / target / options.BandwidthFactor));
    }

    /// <summary>The linear model of the scaler that is defended.</summary>
    public ScalingOperator Operator { get; }

    /// <summary>The options; their scaler is not used, the operator stands in its place.</summary>
    public PreventionOptions Options { get; }

    /// <summary>How much each source pixel counts.</summary>
    public PixelInfluence Influence { get; }

    /// <summary>P, the pixels that are replaced.</summary>
    public ConsideredPixels Considered { get; }

    /// <summary>Compiles the filter.</summary>
    /// <param name="op">The linear model of a scaler for one pair of sizes.</param>
    /// <param name="options">Median or random, and the details; null for the defaults.</param>
    /// <exception cref="ArgumentException">The method is no selective filter.</exception>
    public static SelectiveFilter Compile(ScalingOperator op, PreventionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(op);
        options ??= new PreventionOptions();
        if (options.Method is not (PreventionMethod.Median or PreventionMethod.Random))
            throw new ArgumentException($"{options.Method} is no selective filter; Median and Random are.", nameof(options));
        return new SelectiveFilter(op, options);
    }

    /// <summary>Replaces the considered pixels. All others stay as they are; alpha is filtered like a colour.</summary>
    /// <param name="image">An image of the operator's source size.</param>
    /// <param name="cancellation">Stops between rows.</param>
    /// <returns>The full-size image, in memory of its own, and what was replaced.</returns>
    /// <exception cref="ArgumentException">The image has another size.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public PreventionResult Clean(PixelImage<byte> image, CancellationToken cancellation = default) =>
        Clean(image, new ParallelOptions { CancellationToken = cancellation });

    /// <summary>Cleans an image and scales it: exactly <paramref name="scaler"/>'s result for the cleaned image.</summary>
    /// <param name="image">An image of the operator's source size.</param>
    /// <param name="scaler">The scaler that the operator models.</param>
    /// <param name="cancellation">Stops between rows of the cleaning.</param>
    /// <returns>The scaled image and what was replaced.</returns>
    /// <exception cref="ArgumentException">The image has another size.</exception>
    /// <exception cref="InvalidOperationException">The scaler returned an image of another size.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public PreventionResult Resize(PixelImage<byte> image, IScaler scaler, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(scaler);
        PreventionResult clean = Clean(image, cancellation);
        cancellation.ThrowIfCancellationRequested();
        PixelImage<byte> scaled = scaler.Scale(clean.Image, Operator.TargetSize);
        if (scaled.Size != Operator.TargetSize)
            throw new InvalidOperationException($"{scaler.Name} was to scale to {Operator.TargetSize}, but returned {scaled.Size}.");
        return clean with { Image = scaled, Scaler = scaler.Name };
    }

    /// <summary>The pixels that may take a considered pixel's place, the ones that the filter takes its median of or draws from.</summary>
    /// <param name="x">The considered pixel's column.</param>
    /// <param name="y">Its row.</param>
    /// <returns>Pixel indices y · width + x, ascending; none for a pixel that is not considered.</returns>
    public int[] CandidatesOf(int x, int y)
    {
        if (!Considered.Contains(x, y)) return [];
        var search = new CandidateSearch(Influence, Considered, _halfWidth, _halfHeight);
        CandidateWindow window = search.Find(x, y);
        if (window.IsListed) return search.Listed(window).ToArray();

        var candidates = new int[window.Count];
        int count = 0;
        for (int row = window.Top; row < window.Bottom; row++)
        {
            for (int column = window.Left; column < window.Right; column++)
                if (!Considered.Contains(column, row)) candidates[count++] = (row * Operator.SourceSize.Width) + column;
        }

        return candidates;
    }

    /// <summary>Method and operator.</summary>
    public override string ToString() => $"{Options.Method} for {Operator}";

    internal PreventionResult Clean(PixelImage<byte> image, ParallelOptions parallel)
    {
        ArgumentNullException.ThrowIfNull(image);
        Operator.ThrowIfSizeDiffers(image.Size);

        int rowLength = image.Width * image.Channels;
        byte[] cleaned = image.ToArray();
        ulong key = Options.Seed ?? BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        long replaced = 0, fallbacks = 0;
        Parallel.For(
            0,
            image.Height,
            parallel,
            () => RowFilter(image, key),
            (y, _, filter) =>
            {
                filter.Replace(y, cleaned.AsSpan(y * rowLength, rowLength));
                return filter;
            },
            filter =>
            {
                Interlocked.Add(ref replaced, filter.Replaced);
                Interlocked.Add(ref fallbacks, filter.FallbackWindows);
            });

        return new PreventionResult
        {
            Image = new PixelImage<byte>(cleaned, image.Size, image.Format),
            Scaler = Operator.Name,
            Method = Options.Method,
            SourceSize = image.Size,
            Size = Operator.TargetSize,
            Considered = Options.Considered,
            BandwidthFactor = Options.BandwidthFactor,
            Seed = Options.Method == PreventionMethod.Random ? Options.Seed : null,
            PixelsReplaced = replaced,
            FallbackWindows = fallbacks,
            BothAxesEven = Options.Considered == ConsideredMode.Support && Influence.IsEven,
        };
    }

    private SelectiveRow RowFilter(PixelImage<byte> image, ulong key)
    {
        var search = new CandidateSearch(Influence, Considered, _halfWidth, _halfHeight);
        return Options.Method == PreventionMethod.Median
            ? new SelectiveMedianRow(search, Considered, image)
            : new SelectiveRandomRow(search, Considered, image, key);
    }
}
