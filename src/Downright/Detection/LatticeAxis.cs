using System.Buffers;
using Downright.Kernels;

namespace Downright.Detection;

/// <summary>
/// How many outputs an axis was attacked for, from the rhythm of its samples (docs/methods/lattice-search.md): an attack on
/// m outputs changes samples in m equal steps, and the energy of fine detail along the axis shows them. The detail that
/// each m would leave is matched with what there is.
/// </summary>
internal sealed class LatticeAxis
{
    /// <summary>Fewer outputs are no size that models use, and more none that a lattice is looked for at.</summary>
    private const int Fewest = 16, Most = 1024;

    /// <summary>Axes of more samples are matched without keeping what was drawn for them.</summary>
    private const int LongestKept = 1024;

    private readonly int _length;
    private readonly int _outputs;
    private readonly float[]? _templates;

    public LatticeAxis(int length)
    {
        _length = length;
        _outputs = Math.Max(0, Math.Min(Most, length * 4 / 5) - Fewest + 1);
        if (length > LongestKept) return;
        _templates = new float[_outputs * Kinds * length];
        for (int i = 0; i < _outputs * Kinds; i++) Draw(i, _templates.AsSpan(i * length, length));
    }

    /// <summary>The number of kinds.</summary>
    public static int Kinds { get; } = Enum.GetValues<LatticeKind>().Length;

    /// <summary>Where a number of outputs and a kind stand among the matches of an axis that has them.</summary>
    public static int IndexOf(int outputs, LatticeKind kind) => ((outputs - Fewest) * Kinds) + (int)kind;

    /// <summary>Floats kept.</summary>
    public long Kept => _templates?.LongLength ?? 0;

    /// <summary>How well each kind of each number of outputs fits, in standard deviations of chance.</summary>
    /// <param name="profile">The energy of fine detail of each sample.</param>
    public LatticeMatch[] Match(ReadOnlySpan<float> profile)
    {
        float[] white = Whiten(profile);
        var matches = new LatticeMatch[_outputs * Kinds];
        Span<float> drawn = _templates is null ? new float[_length] : default;
        for (int i = 0; i < matches.Length; i++)
        {
            if (_templates is null) Draw(i, drawn);
            else drawn = _templates.AsSpan(i * _length, _length);
            matches[i] = new LatticeMatch(Fewest + (i / Kinds), (LatticeKind)(i % Kinds), DotProduct.Of(white, drawn));
        }

        return matches;
    }

    /// <summary>The profile less its surroundings, relative to how much it varies there.</summary>
    private static float[] Whiten(ReadOnlySpan<float> profile)
    {
        const int Reach = 16;
        const float Largest = 4, Least = 1e-3f;
        var white = new float[profile.Length];
        for (int i = 0; i < white.Length; i++)
        {
            ReadOnlySpan<float> around = profile[Math.Max(i - Reach, 0)..Math.Min(i + Reach + 1, white.Length)];
            float sum = 0, squares = 0;
            foreach (float value in around)
            {
                sum += value;
                squares += value * value;
            }

            float mean = sum / around.Length;
            float deviation = MathF.Sqrt(Math.Max((squares / around.Length) - (mean * mean), 0));
            white[i] = Math.Clamp((profile[i] - mean) / (deviation + Least), -Largest, Largest);
        }

        return white;
    }

    /// <summary>The detail that an attack leaves where the image itself has none: of mean 0 and length 1.</summary>
    private void Draw(int index, Span<float> template)
    {
        int outputs = Fewest + (index / Kinds);
        var kind = (LatticeKind)(index % Kinds);
        float[] rented = ArrayPool<float>.Shared.Rent(_length);
        Span<float> change = rented.AsSpan(0, _length);
        change.Clear();
        double ratio = (double)_length / outputs;
        double start = kind switch { LatticeKind.Centre => ratio / 2, LatticeKind.HalfPixel => (ratio / 2) - 0.5, _ => 0 };
        for (int i = 0; i < outputs; i++)
        {
            double position = (i * ratio) + start;
            int first = Math.Clamp((int)position, 0, _length - 1);
            float second = kind is LatticeKind.Floor or LatticeKind.Centre ? 0 : (float)(position - first);

            // The least change that moves the output by 1: the taps over the sum of their squares.
            float scale = 1 / (((1 - second) * (1 - second)) + (second * second));
            change[first] += (1 - second) * scale;
            if (first + 1 < _length) change[first + 1] += second * scale;
        }

        float mean = 0, squares = 0;
        template.Clear();
        for (int i = 1; i < _length - 1; i++)
        {
            template[i] = Math.Abs((2 * change[i]) - change[i - 1] - change[i + 1]);
            mean += template[i] / _length;
        }

        ArrayPool<float>.Shared.Return(rented);
        foreach (float value in template) squares += (value - mean) * (value - mean);
        float unit = squares < 1e-3f ? 0 : 1 / MathF.Sqrt(squares);
        foreach (ref float value in template) value = (value - mean) * unit;
    }
}
