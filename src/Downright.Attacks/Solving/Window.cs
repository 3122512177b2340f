using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Downright.Attacks.Solving;

/// <summary>
/// The samples that one output reads, in one channel, with memory for the largest window. Behind the last sample there is
/// padding without weight, so that whole vectors of four can be worked on.
/// </summary>
internal sealed class Window
{
    private const int Lanes = 4;

    private readonly int _capacity;
    private readonly double[] _values;
    private int _count;

    /// <param name="capacity">Samples of the largest window.</param>
    public Window(int capacity)
    {
        _capacity = Padded(capacity);
        _values = new double[7 * _capacity];
    }

    /// <summary>The number of samples.</summary>
    public int Count
    {
        get => _count;
        set
        {
            _count = value;
            PaddedWeights[value..].Clear();
        }
    }

    /// <summary>The weight of each sample.</summary>
    public Span<double> Weights => PaddedWeights[.._count];

    /// <summary>The samples, 0–255.</summary>
    public Span<double> Samples => PaddedSamples[.._count];

    /// <summary>The least value of each sample.</summary>
    public Span<double> Least => PaddedLeast[.._count];

    /// <summary>The largest value of each sample.</summary>
    public Span<double> Most => PaddedMost[.._count];

    /// <summary>By how much each sample is changed.</summary>
    public Span<double> Changes => PaddedChanges[.._count];

    internal Span<double> PaddedWeights => Part(0);

    internal Span<double> PaddedSamples => Part(1);

    internal Span<double> PaddedLeast => Part(2);

    internal Span<double> PaddedMost => Part(3);

    internal Span<double> PaddedChanges => Part(4);

    /// <summary>|w|, for the solver.</summary>
    internal Span<double> PaddedSizes => Part(5);

    /// <summary>How far each sample may go, for the solver.</summary>
    internal Span<double> PaddedRooms => Part(6);

    /// <summary>The weighted sum of the samples.</summary>
    public double Output()
    {
        Vector256<double> sum = default;
        ReadOnlySpan<Vector256<double>> weights = Vectors(PaddedWeights), samples = Vectors(PaddedSamples);
        for (int j = 0; j < weights.Length; j++) sum += weights[j] * samples[j];
        return Vector256.Sum(sum);
    }

    /// <summary>Adds the changes to the samples.</summary>
    /// <returns>The sum of the changes' squares, and of their sizes.</returns>
    public (double Squared, double Absolute) Change()
    {
        Vector256<double> squared = default, absolute = default;
        Span<Vector256<double>> samples = Vectors(PaddedSamples), changes = Vectors(PaddedChanges);
        for (int j = 0; j < samples.Length; j++)
        {
            squared += changes[j] * changes[j];
            absolute += Vector256.Abs(changes[j]);
            samples[j] += changes[j];
        }

        return (Vector256.Sum(squared), Vector256.Sum(absolute));
    }

    /// <summary>Padded values as vectors.</summary>
    internal static Span<Vector256<double>> Vectors(Span<double> padded) => MemoryMarshal.Cast<double, Vector256<double>>(padded);

    private Span<double> Part(int index) => _values.AsSpan(index * _capacity, Padded(_count));

    private static int Padded(int count) => (count + Lanes - 1) / Lanes * Lanes;
}
