using System.Runtime.InteropServices;

namespace Downright.Scaling;

/// <summary>
/// The taps of every output of one axis with the weights that a library itself computes, in the order in which it adds
/// them up. They may leave the image: there they read the border's sample.
/// </summary>
/// <param name="source">Samples of the axis.</param>
/// <param name="target">Outputs of the axis.</param>
internal sealed class AxisTaps(int source, int target)
{
    /// <summary>Half a unit in the last place of a weight of 1: less is the rounding noise of a kernel at its zeros.</summary>
    private const double Noise = 1.0 / (1 << 24);

    private readonly int[] _first = new int[target];
    private readonly int[] _offset = new int[target + 1];
    private readonly List<double> _weights = new(target * 2);
    private int _output;

    /// <summary>The number of source samples.</summary>
    public int Source => source;

    /// <summary>The number of outputs.</summary>
    public int Target => target;

    /// <summary>The most taps of any output.</summary>
    public int MaxTaps { get; private set; }

    /// <summary>The first sample of an output, which may lie before the image, and the number of its taps.</summary>
    public (int First, int Taps) RangeOf(int output) => (_first[output], _offset[output + 1] - _offset[output]);

    /// <summary>The weights of an output; of a library that computes in single precision, they are singles.</summary>
    public ReadOnlySpan<double> Weights(int output) =>
        CollectionsMarshal.AsSpan(_weights)[_offset[output].._offset[output + 1]];

    /// <summary>Adds the taps of the next output.</summary>
    public void Add(int first, params ReadOnlySpan<float> weights)
    {
        foreach (float weight in weights) _weights.Add(weight);
        End(first, weights.Length);
    }

    /// <summary>Adds the taps of the next output.</summary>
    public void Add(int first, params ReadOnlySpan<double> weights)
    {
        _weights.AddRange(weights);
        End(first, weights.Length);
    }

    /// <summary>The taps of an axis that does not change.</summary>
    public static AxisTaps Identity(int size)
    {
        var taps = new AxisTaps(size, size);
        for (int i = 0; i < size; i++) taps.Add(i, 1f);
        return taps;
    }

    /// <summary>
    /// The axis in real arithmetic: the weights of a sample added up, those that are noise left out, and each row divided
    /// by its sum.
    /// </summary>
    public BandedMatrix ToMatrix()
    {
        var builder = new BandedMatrixBuilder(target, source);
        for (int i = 0; i < target; i++)
        {
            int start = Math.Clamp(_first[i], 0, source - 1);
            ReadOnlySpan<double> weights = Weights(i);
            Span<double> row = new double[Math.Clamp(_first[i] + weights.Length - 1, 0, source - 1) - start + 1];
            for (int tap = 0; tap < weights.Length; tap++)
                row[Math.Clamp(_first[i] + tap, 0, source - 1) - start] += weights[tap];
            foreach (ref double weight in row)
            {
                if (Math.Abs(weight) < Noise) weight = 0;
            }

            builder.AddRenormalized(start, row);
        }

        return builder.Build();
    }

    private void End(int first, int taps)
    {
        MaxTaps = Math.Max(MaxTaps, taps);
        _first[_output] = first;
        _offset[++_output] = _weights.Count;
    }
}
