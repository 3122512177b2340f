using System.Buffers;
using System.Collections.Concurrent;
using Downright.Kernels;
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
    private readonly AxisWindows _columnWindows;
    private readonly AxisWindows _rowWindows;
    private readonly Lazy<PixelMap> _whole;
    private readonly int[] _rows;
    private readonly Lazy<WindowMedians?>[] _medians;
    private readonly Lazy<WindowDraws?> _draws;
    private readonly ConcurrentBag<SelectiveRow> _idle = [];
    private readonly FoundWindows _found = new();
    private Fused? _fused;

    private SelectiveFilter(ScalingOperator op, PreventionOptions options)
    {
        Operator = op;
        Options = options;
        Influence = PixelInfluence.Of(op);
        Considered = ConsideredPixels.Of(Influence, options.Considered);
        if (options.Method == PreventionMethod.Mean)
        {
            _columnWindows = Cells(op.Right, Influence.Horizontal);
            _rowWindows = Cells(op.Left, Influence.Vertical);
            Means = CellMeans.Of(Considered, _columnWindows, _rowWindows);
        }
        else
        {
            int halfWidth = HalfWindow(op.SourceSize.Width, op.TargetSize.Width), halfHeight = HalfWindow(op.SourceSize.Height, op.TargetSize.Height);
            _columnWindows = AxisWindows.Around(op.SourceSize.Width, halfWidth);
            _rowWindows = AxisWindows.Around(op.SourceSize.Height, halfHeight);
            Windows = ProductWindows.Of(Considered, halfWidth, halfHeight);
        }

        _rows = [.. Enumerable.Range(0, op.SourceSize.Height).Where(y => Considered.Row(y) is not null)];
        _medians = [.. Enumerable.Range(0, 5).Select(channels => new Lazy<WindowMedians?>(() => options.Method == PreventionMethod.Median ? Windows?.MediansFor(channels, Influence) : null))];
        _draws = new(() => options.Method == PreventionMethod.Random && Windows is { ArePlain: true } plain ? WindowDraws.Of(plain.Geometry, VectorLadder.Widest) : null);
        _whole = new(() => PixelMap.Whole(op.SourceSize));

        // What an even axis averages already is not averaged twice.
        static AxisWindows Cells(BandedMatrix axis, AxisInfluence influence) =>
            influence.Energy.IsEven ? AxisWindows.Around(axis.Columns, half: 0) : AxisWindows.Cells(axis);

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

    /// <summary>The bytes of what searches have found so far and the next image uses.</summary>
    internal long KeptBytes => _found.KeptBytes + _medians.Where(medians => medians.IsValueCreated).Sum(medians => medians.Value?.KeptBytes ?? 0);

    /// <summary>The windows; null for the mean, and where the considered pixels are not rows × columns.</summary>
    internal ProductWindows? Windows { get; }

    /// <summary>The means of cells; null for another method, and where the considered pixels are not rows × columns.</summary>
    internal CellMeans? Means { get; }

    /// <summary>Compiles the filter.</summary>
    /// <param name="op">The linear model of a scaler for one pair of sizes.</param>
    /// <param name="options">Median, random or mean, and the details; null for the defaults.</param>
    /// <exception cref="ArgumentException">The method is no selective filter.</exception>
    public static SelectiveFilter Compile(ScalingOperator op, PreventionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(op);
        options ??= new PreventionOptions();
        if (options.Method is not (PreventionMethod.Median or PreventionMethod.Random or PreventionMethod.Mean))
            throw new ArgumentException($"{options.Method} is no selective filter; Median, Random and Mean are.", nameof(options));
        return new SelectiveFilter(op, options);
    }

    /// <summary>Replaces the considered pixels. All others stay as they are; alpha is filtered like a colour.</summary>
    /// <param name="image">An image of the operator's source size.</param>
    /// <param name="cancellation">Stops between rows.</param>
    /// <returns>The full-size image, in memory of its own, and what was replaced.</returns>
    /// <exception cref="ArgumentException">The image has another size.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public PreventionResult Clean(PixelImage<byte> image, CancellationToken cancellation = default) => Clean(image, bands: 0, cancellation);

    /// <summary>
    /// Cleans an image and scales it: exactly <paramref name="scaler"/>'s result for the cleaned image. Of a scaler that
    /// reads few pixels, only these are cleaned, and no full-size image is made.
    /// </summary>
    /// <param name="image">An image of the operator's source size.</param>
    /// <param name="scaler">The scaler that the operator models.</param>
    /// <param name="cancellation">Stops between rows of the cleaning.</param>
    /// <returns>The scaled image and what was replaced.</returns>
    /// <exception cref="ArgumentException">The image has another size.</exception>
    /// <exception cref="InvalidOperationException">The scaler returned an image of another size.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public PreventionResult Resize(PixelImage<byte> image, IScaler scaler, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(scaler);
        Operator.ThrowIfSizeDiffers(image.Size);
        if (scaler is ProfileScaler profile)
            return Resize(image, profile, GC.AllocateUninitializedArray<byte>(Operator.TargetSize.Samples(image.Channels)), cancellation);

        PreventionResult clean = Clean(image, cancellation);
        cancellation.ThrowIfCancellationRequested();
        PixelImage<byte> scaled = scaler.Scale(clean.Image, Operator.TargetSize);
        if (scaled.Size != Operator.TargetSize)
            throw new InvalidOperationException($"{scaler.Name} was to scale to {Operator.TargetSize}, but returned {scaled.Size}.");
        return clean with { Image = scaled, Scaler = scaler.Name };
    }

    /// <summary>The pixels that may take a considered pixel's place, the ones that the filter takes its median or mean of or draws from.</summary>
    /// <param name="x">The considered pixel's column.</param>
    /// <param name="y">Its row.</param>
    /// <returns>Pixel indices y · width + x, ascending; none for a pixel that is not considered.</returns>
    public int[] CandidatesOf(int x, int y) => CandidatesOf(NewSearch(), x, y);

    /// <summary>The same by a search that was used before.</summary>
    internal int[] CandidatesOf(CandidateSearch search, int x, int y)
    {
        if (!Considered.Contains(x, y)) return [];
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

    internal PreventionResult Clean(PixelImage<byte> image, int bands, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(image);
        Operator.ThrowIfSizeDiffers(image.Size);

        byte[] cleaned = GC.AllocateUninitializedArray<byte>(image.Size.Samples(image.Channels));
        Replacement run = Clean(image, cleaned, bands, cancellation);
        return Result(new PixelImage<byte>(cleaned, image.Size, image.Format), Operator.Name, run);
    }

    /// <summary>Cleans and scales into memory of the caller's.</summary>
    internal PreventionResult Resize(PixelImage<byte> image, ProfileScaler scaler, Memory<byte> output, CancellationToken cancellation)
    {
        ProfileScaler.ThrowIfLengthDiffers(output, Operator.TargetSize, image.Channels);
        Replacement run = FusedWith(scaler) is { } fused ? fused.Resize(image, output, cancellation) : CleanAndScale(image, scaler, output, cancellation);
        return Result(new PixelImage<byte>(output, Operator.TargetSize, image.Format), scaler.Name, run);
    }

    /// <summary>A row filter for one thread, to be given back: the next image's threads take those of the last.</summary>
    internal SelectiveRow RentRow()
    {
        if (_idle.TryTake(out SelectiveRow? idle)) return idle;
        CandidateSearch search = NewSearch();
        return Options.Method switch
        {
            PreventionMethod.Median => new SelectiveMedianRow(search, _found, Considered),
            PreventionMethod.Mean => new SelectiveMeanRow(search, _found, Considered),
            _ => new SelectiveRandomRow(search, _found, Considered),
        };
    }

    internal void Return(SelectiveRow row)
    {
        row.End();
        _idle.Add(row);
    }

    internal CandidateSearch NewSearch() => new(Influence, Considered, _columnWindows, _rowWindows, fallsBackToAll: Options.Method == PreventionMethod.Mean);

    /// <summary>The medians of the windows; null for another method, and where each is searched by itself.</summary>
    internal WindowMedians? MediansFor(int channels) => _medians[channels].Value;

    /// <summary>The draws from plain windows; null for another method, and where most windows are crowded or too large.</summary>
    internal WindowDraws? Draws => _draws.Value;

    private Replacement Clean(PixelImage<byte> image, Memory<byte> cleaned, int bands, CancellationToken cancellation)
    {
        image.CopyTo(cleaned.Span);
        var run = new Replacement(this, image, new PixelTarget(cleaned, _whole.Value, image.Channels), cancellation);
        run.Run(_rows, bands);
        return run;
    }

    /// <summary>The way of scalers that read much of the image: it is cleaned in memory from the shared pool.</summary>
    private Replacement CleanAndScale(PixelImage<byte> image, ProfileScaler scaler, Memory<byte> output, CancellationToken cancellation)
    {
        if (_rows.Length == 0)
        {
            scaler.Scale(image, Operator.TargetSize, output);
            return new Replacement(this, image, default, cancellation);
        }

        int samples = image.Size.Samples(image.Channels);
        byte[] rented = ArrayPool<byte>.Shared.Rent(samples);
        try
        {
            Replacement run = Clean(image, rented.AsMemory(0, samples), bands: 0, cancellation);
            scaler.Scale(new PixelImage<byte>(rented.AsMemory(0, samples), image.Size, image.Format), Operator.TargetSize, output);
            return run;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private FusedResize? FusedWith(ProfileScaler scaler)
    {
        Fused? last = Volatile.Read(ref _fused);
        if (last?.Scaler != scaler)
        {
            last = new Fused(scaler, FusedResize.Of(this, scaler));
            Volatile.Write(ref _fused, last);
        }

        return last.Resize;
    }

    private PreventionResult Result(PixelImage<byte> image, string scaler, Replacement run) => new()
    {
        Image = image,
        Scaler = scaler,
        Method = Options.Method,
        SourceSize = Operator.SourceSize,
        Size = Operator.TargetSize,
        Considered = Options.Considered,
        BandwidthFactor = Options.Method == PreventionMethod.Mean ? null : Options.BandwidthFactor,
        Seed = Options.Method == PreventionMethod.Random ? Options.Seed : null,
        PixelsReplaced = run.Replaced,
        FallbackWindows = run.FallbackWindows,
        BothAxesEven = Options.Considered == ConsideredMode.Support && Influence.IsEven,
    };

    /// <summary>The form of the last scaler, null where it has none.</summary>
    private sealed record Fused(ProfileScaler Scaler, FusedResize? Resize);
}
