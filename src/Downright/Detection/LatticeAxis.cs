using System.Runtime.Intrinsics;
using Downright.Scaling;

namespace Downright.Detection;

/// <summary>
/// How well lattices of outputs fit the rhythm of an axis' samples (docs/methods/lattice-search.md): an attack on m outputs
/// changes samples in m equal steps, and fine detail is stronger there, in the whole image or in a part. Bands of the other
/// axis go side by side, and so do parts of this one.
/// </summary>
internal sealed class LatticeAxis
{
    /// <summary>Parts of the axis: as long as bands, and in the same places.</summary>
    public const int Parts = DetailProfiles.Bands;

    /// <summary>Steps of the distance between two samples that weights are kept for.</summary>
    private const int Steps = 64;

    /// <summary>Positions have so many bits after the point: outputs that lie on a sample do so exactly.</summary>
    private const int Bits = 32;

    private const long One = 1L << Bits;

    private static readonly Vector128<float>[] Pairs = [.. Enumerable.Range(0, Steps + 1).Select(step => PairAt((float)step / Steps))];

    private readonly Vector256<float>[] _white;
    private readonly Vector256<float>[] _levels = new Vector256<float>[Parts];
    private readonly int[] _ends = new int[Parts];

    /// <summary>Compares each sample with those around it.</summary>
    /// <param name="profile">The fine detail of each sample, by bands of the other axis.</param>
    public LatticeAxis(Vector256<float>[] profile)
    {
        _white = Whiten(profile);
        for (int part = 0; part < Parts; part++)
        {
            _ends[part] = DetailProfiles.Start(part + 1, profile.Length);
            foreach (Vector256<float> value in _white.AsSpan(DetailProfiles.Start(part, profile.Length).._ends[part])) _levels[part] += value;
        }
    }

    /// <summary>The number of samples.</summary>
    public int Length => _ends[^1];

    /// <summary>Matches a number of outputs that lie on the samples in a certain way.</summary>
    /// <param name="outputs">Their number.</param>
    /// <param name="kind">How they lie.</param>
    /// <param name="fits">Receives how well each part fits, in standard deviations of chance, by bands of the other axis.</param>
    public void Match(int outputs, LatticeKind kind, Span<Vector256<float>> fits)
    {
        long step = ((Length * One) + outputs - 1) / outputs, middle = (step + 1) / 2;
        bool single = kind is LatticeKind.Floor or LatticeKind.Centre;
        if (!single && 2 * outputs > Length)
        {
            // Two samples an output are all samples.
            fits.Clear();
            return;
        }

        long at = kind switch { LatticeKind.Centre => middle, LatticeKind.HalfPixel => middle - (One / 2), _ => 0 };
        var sums = new PartSums(this, fits);
        for (int part = 0; part < Parts; part++)
        {
            var (sum, weight, squares) = single ? Singles(ref at, step, _ends[part]) : Doubles(ref at, step, _ends[part]);
            sums.Add(part, sum, weight, squares);
        }
    }

    /// <summary>Matches the samples that a scaler's outputs look at.</summary>
    /// <param name="taps">A row of taps an output, for as many samples.</param>
    /// <param name="fits">As above.</param>
    public void Match(BandedMatrix taps, Span<Vector256<float>> fits)
    {
        var sums = new PartSums(this, fits);
        for (int part = 0, output = 0; part < Parts; part++)
        {
            Vector256<float> sum = default;
            float weight = 0, squares = 0;
            for (; output < taps.Rows && taps.First(output) < _ends[part]; output++)
            {
                // What an attack leaves is in proportion to the weights, and stands out as much again as it is larger than others.
                ReadOnlySpan<double> weights = taps.Weights(output);
                double all = 0;
                foreach (double tap in weights) all += tap * tap;
                if (all == 0) continue;
                for (int tap = 0; tap < weights.Length; tap++)
                {
                    float share = (float)(weights[tap] * weights[tap] / all);
                    sum += _white[taps.First(output) + tap] * share;
                    weight += share;
                    squares += share * share;
                }
            }

            sums.Add(part, sum, weight, squares);
        }
    }

    /// <summary>
    /// What the least change that moves an output by 1 leaves on the two samples beside it, of weights 1 − f and f: it is in
    /// proportion to the weights, and stands out as much again as it is larger than the other. With the sums of both and of
    /// their squares.
    /// </summary>
    private static Vector128<float> PairAt(float f)
    {
        float g = 1 - f, scale = 1 / ((f * f) + (g * g)), second = f * f * scale, first = g * g * scale;
        return Vector128.Create(first, second, first + second, (first * first) + (second * second));
    }

    /// <summary>The profile less its surroundings, relative to how much it varies there.</summary>
    private static Vector256<float>[] Whiten(Vector256<float>[] profile)
    {
        const int Reach = 16;
        Vector256<float> largest = Vector256.Create(4f), least = Vector256.Create(1e-3f);

        // The last sample stands for one beyond the end, of no detail.
        var white = new Vector256<float>[profile.Length + 1];
        for (int i = 0; i < profile.Length; i++)
        {
            ReadOnlySpan<Vector256<float>> around = profile.AsSpan(Math.Max(i - Reach, 0)..Math.Min(i + Reach + 1, profile.Length));
            Vector256<float> sum = default, squares = default;
            foreach (Vector256<float> value in around)
            {
                sum += value;
                squares += value * value;
            }

            float share = 1f / around.Length;
            Vector256<float> mean = sum * share;
            Vector256<float> deviation = Vector256.Sqrt(Vector256.Max((squares * share) - (mean * mean), default));
            white[i] = Vector256.Min(Vector256.Max((profile[i] - mean) / (deviation + least), -largest), largest);
        }

        return white;
    }

    private (Vector256<float> Sum, float Weight, float Squares) Singles(ref long at, long step, int end)
    {
        Vector256<float> sum = default;
        int count = 0;
        for (; at < end * One; at += step, count++) sum += _white[(int)(at >> Bits)];
        return (sum, count, count);
    }

    private (Vector256<float> Sum, float Weight, float Squares) Doubles(ref long at, long step, int end)
    {
        Vector256<float> sum = default;
        Vector128<float> pairs = default;
        for (; at < end * One; at += step)
        {
            int sample = (int)(at >> Bits);
            Vector128<float> pair = Pairs[(int)(((at & (One - 1)) + (One / Steps / 2)) / (One / Steps))];
            sum += (_white[sample] * pair[0]) + (_white[sample + 1] * pair[1]);
            pairs += pair;
        }

        return (sum, pairs[2], pairs[3]);
    }

    /// <summary>Sums of eighths of the axis, put together to parts of two and the whole.</summary>
    private ref struct PartSums(LatticeAxis axis, Span<Vector256<float>> fits)
    {
        private readonly Span<Vector256<float>> _fits = fits;
        private Vector256<float> _before;
        private Vector256<float> _whole;
        private float _varianceBefore;
        private float _wholeVariance;

        public void Add(int eighth, Vector256<float> sum, float weight, float squares)
        {
            // Chance has the eighth's own mean, so that where all is strong not everything fits.
            int start = eighth == 0 ? 0 : axis._ends[eighth - 1];
            float share = weight / Math.Max(axis._ends[eighth] - start, 1);
            sum -= axis._levels[eighth] * share;
            float variance = squares - (weight * share);
            if (eighth > 0) _fits[eighth - 1] = (_before + sum) * Inverse(_varianceBefore + variance);
            (_before, _varianceBefore) = (sum, variance);
            _whole += sum;
            _wholeVariance += variance;
            if (eighth == Parts - 1) _fits[eighth] = _whole * Inverse(_wholeVariance);
        }

        private static float Inverse(float variance) => variance > 1e-3f ? 1 / MathF.Sqrt(variance) : 0;
    }
}
