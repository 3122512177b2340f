using Downright.Prevention;

namespace Downright.Attacks.Solving;

/// <summary>
/// Descends the gradient of ‖X − S‖² + w·‖scale(median filter(X)) − T‖², both as means over samples, with Adam (Kingma and
/// Ba 2015) inside 0–255. The median passes its gradient on to the candidates between the 0.2- and the 0.8-quantile, each by
/// 1 − |x − median| / 256, the stand-in of Gao et al. (2022, "Rethinking image-scaling attacks"); forward it is the median.
/// </summary>
internal sealed class JointDescent
{
    private const double FirstRate = 4, LastRate = 0.25;
    private const double LowQuantile = 0.2, HighQuantile = 0.8;

    private readonly SelectiveFilter _filter;
    private readonly PixelImage<byte> _source;
    private readonly PixelImage<byte> _target;
    private readonly AdaptiveOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly OperatorPass _pass;
    private readonly ParallelOptions _alone;
    private readonly List<(int Pixel, int[] Candidates)> _windows = [];
    private readonly int _channels;

    public JointDescent(SelectiveFilter filter, PixelImage<byte> source, PixelImage<byte> target, AdaptiveOptions options, CancellationToken cancellation)
    {
        _filter = filter;
        _source = source;
        _target = target;
        _options = options;
        _cancellation = cancellation;
        _pass = new OperatorPass(filter.Operator);
        _alone = new ParallelOptions { MaxDegreeOfParallelism = 1, CancellationToken = cancellation };
        _channels = source.Channels;
        for (int y = 0; y < source.Height; y++)
        {
            for (int x = 0; x < source.Width; x++)
            {
                int[] candidates = filter.CandidatesOf(x, y);
                if (candidates.Length > 0) _windows.Add((Padded(x, y), Array.ConvertAll(candidates, pixel => Padded(pixel % source.Width, pixel / source.Width))));
            }
        }
    }

    /// <summary>Crafts the attack image.</summary>
    public AttackResult Craft(IProgress<double>? progress)
    {
        byte[] attack = _source.ToArray();
        Parallel.For(0, _channels, _options.Quadratic.Parallel(_cancellation), channel => Descend(channel, attack, channel == 0 ? progress : null));
        return new AttackResult("median-joint", _filter.Operator, _options.Quadratic.Epsilons[0], _source, attack, _target)
        {
            Primal = AdaptiveAttack.HalfSquares(_source, attack),
            InfeasibleOutputs = 0,
        };
    }

    private int Padded(int x, int y) => (y * _pass.Stride) + x;

    private void Descend(int channel, byte[] attack, IProgress<double>? progress)
    {
        float[] source = Plane(channel), pixels = [.. source], cleaned = new float[source.Length], gradient = new float[source.Length];
        var adam = new Adam(source.Length);
        var bands = new Band[_windows.Count];
        float[] sorted = new float[_windows.Count == 0 ? 0 : _windows.Max(window => window.Candidates.Length)];
        double[] outputs = new double[_pass.Outputs], errors = new double[_pass.Outputs];
        for (int step = 0; step < _options.Steps; step++)
        {
            _cancellation.ThrowIfCancellationRequested();
            pixels.CopyTo(cleaned, 0);
            for (int i = 0; i < bands.Length; i++)
            {
                bands[i] = Band.Of(pixels, _windows[i].Candidates, sorted);
                cleaned[_windows[i].Pixel] = bands[i].Median;
            }

            _pass.Run(errors, new PlaneRule(cleaned), outputs, _alone);
            for (int i = 0; i < errors.Length; i++)
                errors[i] = 2 * _options.TargetWeight / errors.Length * (outputs[i] - _target.Row(i / _target.Width)[(i % _target.Width * _channels) + channel]);

            Array.Clear(gradient);
            _pass.Run(errors, new GradientRule(gradient), outputs, _alone);
            Distribute(pixels, bands, gradient);
            for (int i = 0; i < gradient.Length; i++) gradient[i] += (float)(2.0 / source.Length * (pixels[i] - source[i]));
            double rate = FirstRate + ((LastRate - FirstRate) * step / _options.Steps);
            adam.Step(pixels, gradient, rate);
            progress?.Report((step + 1.0) / _options.Steps);
        }

        for (int i = 0; i < attack.Length / _channels; i++)
        {
            int x = i % _source.Width, y = i / _source.Width;
            if (_options.Quadratic.Mask is { } mask && mask.Row(y)[x] == 0) continue;
            attack[(i * _channels) + channel] = (byte)MathF.Round(pixels[Padded(x, y)]);
        }
    }

    /// <summary>What arrives at a considered pixel goes to its window's candidates: the filter does not read the pixel itself.</summary>
    private void Distribute(float[] pixels, Band[] bands, float[] gradient)
    {
        var arrived = new float[bands.Length];
        for (int i = 0; i < arrived.Length; i++) arrived[i] = gradient[_windows[i].Pixel];
        foreach (var (pixel, _) in _windows) gradient[pixel] = 0;
        for (int i = 0; i < arrived.Length; i++)
        {
            int[] candidates = _windows[i].Candidates;
            float total = 0;
            foreach (int at in candidates) total += bands[i].Weight(pixels[at]);
            foreach (int at in candidates) gradient[at] += arrived[i] * bands[i].Weight(pixels[at]) / total;
        }
    }

    /// <summary>A window's median, and the quantiles between which its gradient spreads.</summary>
    private readonly record struct Band(float Low, float Median, float High)
    {
        public static Band Of(float[] pixels, int[] candidates, float[] buffer)
        {
            Span<float> sorted = buffer.AsSpan(0, candidates.Length);
            for (int i = 0; i < sorted.Length; i++) sorted[i] = pixels[candidates[i]];
            sorted.Sort();
            return new Band(sorted[(int)(LowQuantile * (sorted.Length - 1))], sorted[(sorted.Length - 1) / 2], sorted[(int)Math.Ceiling(HighQuantile * (sorted.Length - 1))]);
        }

        public float Weight(float value) => value >= Low && value <= High ? 1 - (MathF.Abs(value - Median) / 256) : 0;
    }

    private float[] Plane(int channel)
    {
        var plane = new float[_pass.Stride * _pass.Height];
        for (int y = 0; y < _pass.Height; y++)
        {
            ReadOnlySpan<byte> row = _source.Row(y);
            for (int x = 0; x < _source.Width; x++) plane[Padded(x, y)] = row[(x * _channels) + channel];
        }

        return plane;
    }

    /// <summary>Adam, with its usual decays, kept inside 0–255.</summary>
    private sealed class Adam(int size)
    {
        private const float Momentum = 0.9f, Scale = 0.999f;

        private readonly float[] _mean = new float[size];
        private readonly float[] _square = new float[size];
        private int _steps;

        public void Step(float[] pixels, float[] gradient, double rate)
        {
            _steps++;
            float meanBias = 1 - MathF.Pow(Momentum, _steps), squareBias = 1 - MathF.Pow(Scale, _steps);
            for (int i = 0; i < pixels.Length; i++)
            {
                _mean[i] += (1 - Momentum) * (gradient[i] - _mean[i]);
                _square[i] += (1 - Scale) * ((gradient[i] * gradient[i]) - _square[i]);
                float root = MathF.Sqrt(_square[i] / squareBias);
                if (root > 0) pixels[i] = Math.Clamp(pixels[i] - ((float)rate * (_mean[i] / meanBias) / root), 0, 255);
            }
        }
    }
}
