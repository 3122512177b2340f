using System.Runtime.InteropServices;

namespace Downright.Scaling;

/// <summary>
/// The taps of every output of one axis: the source samples that a library reads, with its own single-precision weights,
/// in the order in which it adds them up. A sample may be read twice where a border is replicated.
/// </summary>
/// <param name="source">Samples of the axis.</param>
/// <param name="target">Outputs of the axis.</param>
internal sealed class AxisTaps(int source, int target)
{
    /// <summary>Half a unit in the last place of a weight of 1: less is the rounding noise of a kernel at its zeros.</summary>
    private const float Noise = 1f / (1 << 24);

    private readonly int[] _offset = new int[target + 1];
    private readonly List<int> _samples = new(target * 2);
    private readonly List<float> _weights = new(target * 2);
    private int _output;

    /// <summary>The number of source samples.</summary>
    public int Source => source;

    /// <summary>The number of outputs.</summary>
    public int Target => target;

    /// <summary>The source samples of an output, in the order of the sum.</summary>
    public ReadOnlySpan<int> Samples(int output) =>
        CollectionsMarshal.AsSpan(_samples)[_offset[output].._offset[output + 1]];

    /// <summary>The weights of those samples.</summary>
    public ReadOnlySpan<float> Weights(int output) =>
        CollectionsMarshal.AsSpan(_weights)[_offset[output].._offset[output + 1]];

    /// <summary>Adds the taps of the next output; those beyond the border read the border's sample.</summary>
    public void AddClamped(int first, params ReadOnlySpan<float> weights)
    {
        for (int tap = 0; tap < weights.Length; tap++)
        {
            _samples.Add(Math.Clamp(first + tap, 0, source - 1));
            _weights.Add(weights[tap]);
        }

        _offset[++_output] = _samples.Count;
    }

    /// <summary>Adds the next output, which reads one sample.</summary>
    public void AddSample(int sample) => AddClamped(sample, 1);

    /// <summary>The taps of an axis that does not change.</summary>
    public static AxisTaps Identity(int size)
    {
        var taps = new AxisTaps(size, size);
        for (int i = 0; i < size; i++) taps.AddSample(i);
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
            ReadOnlySpan<int> samples = Samples(i);
            ReadOnlySpan<float> weights = Weights(i);
            int first = samples[0];
            Span<double> row = new double[samples[^1] - first + 1];
            for (int tap = 0; tap < samples.Length; tap++) row[samples[tap] - first] += weights[tap];
            foreach (ref double weight in row)
            {
                if (Math.Abs(weight) < Noise) weight = 0;
            }

            builder.AddRenormalized(first, row);
        }

        return builder.Build();
    }
}
