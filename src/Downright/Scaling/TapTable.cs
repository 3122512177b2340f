using System.Numerics;

namespace Downright.Scaling;

/// <summary>
/// The taps of one axis with equally many coefficients for every output, all inside the image: what a horizontal pass
/// reads. Taps beyond the border were added to the border sample's.
/// </summary>
/// <typeparam name="T">The type of a coefficient.</typeparam>
internal sealed class TapTable<T>
    where T : unmanaged, INumber<T>
{
    private readonly int _samples;
    private readonly int[] _first;
    private readonly T[] _weights;

    /// <param name="samples">The source samples of the axis.</param>
    /// <param name="outputs">The outputs of the axis.</param>
    /// <param name="taps">The taps of every output; fewer are kept where the axis has fewer samples.</param>
    public TapTable(int samples, int outputs, int taps)
    {
        _samples = samples;
        Count = Math.Min(taps, samples);
        _first = new int[outputs];
        _weights = new T[outputs * Count];
    }

    /// <summary>The taps of every output.</summary>
    public int Count { get; }

    /// <summary>The sample of each output's first tap.</summary>
    public ReadOnlySpan<int> First => _first;

    /// <summary>The coefficients, <see cref="Count"/> an output.</summary>
    public ReadOnlySpan<T> Weights => _weights;

    /// <summary>Sets the taps of an output, which may leave the image.</summary>
    public void Set(int output, int first, ReadOnlySpan<T> weights)
    {
        int start = Math.Clamp(first, 0, _samples - Count);
        _first[output] = start;
        for (int tap = 0; tap < weights.Length; tap++)
            _weights[(output * Count) + Math.Clamp(first + tap, 0, _samples - 1) - start] += weights[tap];
    }
}
