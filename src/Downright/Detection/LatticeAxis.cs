using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Downright.Detection;

/// <summary>
/// How many outputs an axis was attacked for, from the rhythm of its samples (docs/methods/lattice-search.md): an attack on
/// m outputs changes samples in m equal steps, and fine detail is stronger there, in the whole image or in a part. Every m
/// is matched with every part: bands of the other axis go side by side, and so do parts of this one.
/// </summary>
internal sealed class LatticeAxis
{
    /// <summary>Fewer outputs are no size that models use, and more none that a lattice is looked for at.</summary>
    private const int Fewest = 16, Most = 1024;

    /// <summary>As long as bands, and in the same places.</summary>
    private const int Parts = DetailProfiles.Bands;

    /// <summary>Steps of the distance between two samples that weights are kept for.</summary>
    private const int Steps = 64;

    /// <summary>Positions have so many bits after the point: outputs that lie on a sample do so exactly.</summary>
    private const int Bits = 32;

    private const long One = 1L << Bits;

    private static readonly int AllKinds = Enum.GetValues<LatticeKind>().Length;

    private static readonly Vector128<float>[] Pairs = [.. Enumerable.Range(0, Steps + 1).Select(step => PairAt((float)step / Steps))];

    private readonly Vector256<float>[] _white;
    private readonly Vector256<float>[] _levels = new Vector256<float>[Parts];
    private readonly int[] _ends = new int[Parts];
    private readonly Vector256<float>[] _best;
    private readonly Vector256<float>[] _outputs;
    private readonly Vector256<float>[] _common;

    /// <summary>Matches every number of outputs, from 16 to four fifths of the samples, with every kind and part.</summary>
    /// <param name="profile">The fine detail of each sample, by bands of the other axis.</param>
    /// <param name="common">Numbers of outputs whose fits are kept, ascending.</param>
    public LatticeAxis(Vector256<float>[] profile, ReadOnlySpan<int> common)
    {
        _white = Whiten(profile);
        _best = new Vector256<float>[AllKinds * Parts];
        _outputs = new Vector256<float>[AllKinds * Parts];
        _common = new Vector256<float>[common.Length * AllKinds * Parts];
        for (int part = 0; part < Parts; part++)
        {
            _ends[part] = DetailProfiles.Start(part + 1, profile.Length);
            foreach (Vector256<float> value in _white.AsSpan(DetailProfiles.Start(part, profile.Length).._ends[part])) _levels[part] += value;
        }

        Span<Vector256<float>> fits = stackalloc Vector256<float>[AllKinds * Parts];
        int most = Math.Min(Most, profile.Length * 4 / 5), next = 0;
        for (int outputs = Fewest; outputs <= most; outputs++)
        {
            for (int kind = 0; kind < AllKinds; kind++) Match(outputs, (LatticeKind)kind, fits.Slice(kind * Parts, Parts));
            for (int i = 0; i < fits.Length; i++)
            {
                Vector256<float> better = Vector256.GreaterThan(fits[i], _best[i]);
                _best[i] = Vector256.ConditionalSelect(better, fits[i], _best[i]);
                _outputs[i] = Vector256.ConditionalSelect(better, Vector256.Create((float)outputs), _outputs[i]);
            }

            if (next < common.Length && common[next] == outputs) fits.CopyTo(_common.AsSpan(next++ * fits.Length));
        }
    }

    /// <summary>The best fits of a kind in standard deviations of chance, 0 where there is none: part by part, and in each band by band.</summary>
    public ReadOnlySpan<float> Best(LatticeKind kind) => Floats(_best, (int)kind);

    /// <summary>The numbers of outputs of the best fits, in the same order.</summary>
    public ReadOnlySpan<float> Outputs(LatticeKind kind) => Floats(_outputs, (int)kind);

    /// <summary>The fits of a common number of outputs, in the same order; all 0 where the axis is too short for it.</summary>
    /// <param name="index">Its place among the common ones.</param>
    /// <param name="kind">The kind.</param>
    public ReadOnlySpan<float> Common(int index, LatticeKind kind) => Floats(_common, (index * AllKinds) + (int)kind);

    private static ReadOnlySpan<float> Floats(Vector256<float>[] fits, int index) =>
        MemoryMarshal.Cast<Vector256<float>, float>(fits.AsSpan(index * Parts, Parts));

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

    private void Match(int outputs, LatticeKind kind, Span<Vector256<float>> fits)
    {
        long length = _ends[^1], step = ((length * One) + outputs - 1) / outputs, middle = (step + 1) / 2;
        bool single = kind is LatticeKind.Floor or LatticeKind.Centre;
        if (!single && 2 * outputs > length)
        {
            // Two samples an output are all samples.
            fits.Clear();
            return;
        }

        long at = kind switch { LatticeKind.Centre => middle, LatticeKind.HalfPixel => middle - (One / 2), _ => 0 };
        Vector256<float> before = default, whole = default;
        float varianceBefore = 0, wholeVariance = 0;
        for (int part = 0, start = 0; part < Parts; start = _ends[part++])
        {
            var (sum, weight, squares) = single ? Singles(ref at, step, _ends[part]) : Doubles(ref at, step, _ends[part]);

            // Chance has the part's own mean, so that bright parts do not fit everything.
            float share = weight / Math.Max(_ends[part] - start, 1);
            sum -= _levels[part] * share;
            float variance = squares - (weight * share);
            if (part > 0) fits[part - 1] = (before + sum) * Inverse(varianceBefore + variance);
            (before, varianceBefore) = (sum, variance);
            whole += sum;
            wholeVariance += variance;
        }

        fits[^1] = whole * Inverse(wholeVariance);
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

    private static float Inverse(float variance) => variance > 1e-3f ? 1 / MathF.Sqrt(variance) : 0;
}
