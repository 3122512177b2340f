using Downright.Prevention;
using Downright.Scaling;

namespace Downright.Attacks.Solving;

/// <summary>
/// Descends the gradient of ‖X − S‖² + w·‖scale(filter(X)) − T‖², both as means over samples, with Adam inside 0–255. The
/// median passes its gradient on to the candidates between the 0.2- and the 0.8-quantile, each by 1 − |x − median| / 256,
/// the stand-in of Gao et al. (2022, "Rethinking image-scaling attacks"); forward it is the median. What a random filter
/// does is met in expectation, by the mean of the candidates. What no window needs is undone (<see cref="Undo"/>). The
/// weight may change on the way: each descent goes on where the last one ended.
/// </summary>
internal sealed class JointDescent
{
    private const double FirstRate = 4, LastRate = 0.25;
    private const double LowQuantile = 0.2, HighQuantile = 0.8;
    private const int Halvings = 9, QuantileHalvings = 4;

    private readonly PixelImage<byte> _source;
    private readonly PixelImage<byte> _target;
    private readonly PixelImage<byte>? _mask;
    private readonly ReplacedPixels _replaced;
    private readonly WindowRule _rule;
    private readonly OperatorPass _pass;
    private readonly ParallelOptions _parallel;
    private readonly ParallelOptions _alone;
    private readonly Plane[] _planes;

    /// <param name="op">The linear model of the scaler.</param>
    /// <param name="source">S.</param>
    /// <param name="target">T.</param>
    /// <param name="candidatesOf">The filter's candidates y · width + x for the pixel at (x, y).</param>
    /// <param name="rule">What it puts in.</param>
    /// <param name="options">Mask and threads.</param>
    /// <param name="cancellation">Stops between steps.</param>
    public JointDescent(ScalingOperator op, PixelImage<byte> source, PixelImage<byte> target, Func<int, int, int[]> candidatesOf, WindowRule rule, QuadraticOptions options, CancellationToken cancellation)
    {
        _source = source;
        _target = target;
        _mask = options.Mask;
        _rule = rule;
        _pass = new OperatorPass(op);
        _replaced = new ReplacedPixels(source.Size, _pass.Stride, candidatesOf);
        _parallel = options.Parallel(cancellation);
        _alone = new ParallelOptions { MaxDegreeOfParallelism = 1, CancellationToken = cancellation };
        _planes = [.. Enumerable.Range(0, source.Channels).Select(channel => new Plane(SamplesOf(source, channel)))];
    }

    /// <summary>The descent against a selective filter; the random one is met in expectation.</summary>
    public static JointDescent Of(SelectiveFilter filter, PixelImage<byte> source, PixelImage<byte> target, AdaptiveOptions options, CancellationToken cancellation) => new(
        filter.Operator, source, target, filter.CandidatesOf, filter.Options.Method == PreventionMethod.Median ? WindowRule.Median : WindowRule.Mean, options.Quadratic, cancellation);

    /// <summary>Descends.</summary>
    /// <param name="weight">w.</param>
    /// <param name="steps">The number of steps; they become smaller.</param>
    /// <param name="progress">Told how much is done, 0–1.</param>
    public void Descend(double weight, int steps, IProgress<double>? progress = null) =>
        Parallel.For(0, _planes.Length, _parallel, channel => Descend(channel, weight, steps, channel == 0 ? progress : null));

    /// <summary>The image where the descent is, in bytes, without what no window needs.</summary>
    public byte[] Image()
    {
        byte[] image = _source.ToArray();
        Parallel.For(0, _planes.Length, _parallel, channel =>
        {
            float[] pixels = _planes[channel].Pixels;
            for (int i = 0; i < pixels.Length; i++) pixels[i] = MathF.Round(pixels[i]);
            Undo(_planes[channel]);
            for (int y = 0; y < _source.Height; y++)
            {
                for (int x = 0; x < _source.Width; x++)
                {
                    if (IsFree(x, y)) image[(((y * _source.Width) + x) * _planes.Length) + channel] = (byte)pixels[(y * _pass.Stride) + x];
                }
            }
        });
        return image;
    }

    private bool IsFree(int x, int y) => _mask is null || _mask.Row(y)[x] != 0;

    private void Descend(int channel, double weight, int steps, IProgress<double>? progress)
    {
        var (source, pixels, adam) = (_planes[channel].Source, _planes[channel].Pixels, _planes[channel].Adam);
        float[] cleaned = new float[source.Length], gradient = new float[source.Length];
        var windows = new WindowValue[_replaced.Pixels.Length];
        double[] outputs = new double[_pass.Outputs], errors = new double[_pass.Outputs];
        float[] values = Buffer();
        for (int step = 0; step < steps; step++)
        {
            _parallel.CancellationToken.ThrowIfCancellationRequested();
            pixels.CopyTo(cleaned, 0);
            for (int i = 0; i < windows.Length; i++)
            {
                windows[i] = Spread(pixels, i, values);
                cleaned[_replaced.Pixels[i]] = windows[i].Value;
            }

            _pass.Run(errors, new PlaneRule(cleaned), outputs, _alone);
            for (int y = 0; y < _target.Height; y++)
            {
                ReadOnlySpan<byte> wanted = _target.Row(y);
                for (int x = 0; x < _target.Width; x++)
                {
                    int i = (y * _target.Width) + x;
                    errors[i] = 2 * weight / errors.Length * (outputs[i] - wanted[(x * _planes.Length) + channel]);
                }
            }

            Array.Clear(gradient);
            _pass.Run(errors, new GradientRule(gradient), outputs, _alone);
            Distribute(pixels, windows, gradient);
            float pull = (float)(2.0 / _source.Size.Pixels);
            for (int i = 0; i < gradient.Length; i++) gradient[i] += pull * (pixels[i] - source[i]);
            if (_mask is not null) Confine(gradient);

            adam.Step(pixels, gradient, FirstRate + ((LastRate - FirstRate) * step / steps));
            progress?.Report((step + 1.0) / steps);
        }
    }

    private void Confine(float[] gradient)
    {
        for (int y = 0; y < _source.Height; y++)
        {
            for (int x = 0; x < _source.Width; x++)
                if (!IsFree(x, y)) gradient[(y * _pass.Stride) + x] = 0;
        }
    }

    /// <summary>A window's value, and the range of its candidates that the gradient goes to.</summary>
    private WindowValue Spread(float[] pixels, int window, float[] buffer)
    {
        ReadOnlySpan<float> values = Gather(pixels, window, buffer, out int count);
        WindowValue value = WindowValue.Of(values, count, _rule, Halvings);
        return _rule != WindowRule.Median ? value : value with
        {
            Low = WindowValue.Ranked(values, (int)(LowQuantile * (count - 1)), QuantileHalvings, high: value.Value),
            High = WindowValue.Ranked(values, (int)Math.Ceiling(HighQuantile * (count - 1)), QuantileHalvings, low: value.Low - 1),
        };
    }

    private ReadOnlySpan<float> Gather(float[] pixels, int window, float[] buffer, out int count)
    {
        ReadOnlySpan<int> candidates = _replaced.CandidatesOf(window);
        count = candidates.Length;
        for (int i = 0; i < candidates.Length; i++) buffer[i] = pixels[candidates[i]];
        int padded = (candidates.Length + 7) / 8 * 8;
        buffer.AsSpan(candidates.Length..padded).Fill(WindowValue.Padding);
        return buffer.AsSpan(0, padded);
    }

    /// <summary>What arrives at a considered pixel goes to its window's candidates: the filter does not read the pixel itself.</summary>
    private void Distribute(float[] pixels, WindowValue[] windows, float[] gradient)
    {
        float[] arrived = new float[windows.Length], shares = Buffer(), buffer = Buffer();
        for (int i = 0; i < arrived.Length; i++) arrived[i] = gradient[_replaced.Pixels[i]];
        foreach (int pixel in _replaced.Pixels) gradient[pixel] = 0;
        for (int i = 0; i < arrived.Length; i++)
        {
            float total = windows[i].Shares(Gather(pixels, i, buffer, out _), shares, _rule);
            if (total == 0) continue;
            float factor = arrived[i] / total;
            ReadOnlySpan<int> candidates = _replaced.CandidatesOf(i);
            for (int j = 0; j < candidates.Length; j++) gradient[candidates[j]] += factor * shares[j];
        }
    }

    /// <summary>
    /// Moves every candidate back towards the source as far as no window's value changes: past no end of the range of values that
    /// take part in it, and not at all inside it. Ranks stay what they are, so that all may move at once.
    /// </summary>
    private void Undo(Plane plane)
    {
        float[] pixels = plane.Pixels, least = new float[pixels.Length], most = new float[pixels.Length];
        Array.Fill(most, 255);
        float[] values = Buffer();
        for (int i = 0; i < _replaced.Pixels.Length; i++)
        {
            WindowValue window = WindowValue.Of(Gather(pixels, i, values, out int count), count, _rule, halvings: 8);
            foreach (int at in _replaced.CandidatesOf(i))
            {
                float value = pixels[at];
                if (value >= window.Low) least[at] = Math.Max(least[at], Math.Min(value, window.High));
                if (value <= window.High) most[at] = Math.Min(most[at], Math.Max(value, window.Low));
            }
        }

        for (int i = 0; i < pixels.Length; i++)
            if (_replaced.IsCandidate[i]) pixels[i] = Math.Clamp(plane.Source[i], least[i], most[i]);
    }

    private float[] Buffer() => new float[(_replaced.MostCandidates + 7) / 8 * 8];

    private float[] SamplesOf(PixelImage<byte> image, int channel)
    {
        var plane = new float[_pass.Stride * _pass.Height];
        for (int y = 0; y < _pass.Height; y++)
        {
            ReadOnlySpan<byte> row = image.Row(y);
            for (int x = 0; x < image.Width; x++) plane[(y * _pass.Stride) + x] = row[(x * image.Channels) + channel];
        }

        return plane;
    }

    private sealed record Plane(float[] Source)
    {
        public float[] Pixels { get; } = [.. Source];

        public Adam Adam { get; } = new(Source.Length);
    }
}
