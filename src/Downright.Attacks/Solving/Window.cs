namespace Downright.Attacks.Solving;

/// <summary>The samples that one output reads, in one channel, with memory for the largest window.</summary>
/// <param name="capacity">Samples of the largest window.</param>
internal sealed class Window(int capacity)
{
    private readonly double[] _weights = new double[capacity];
    private readonly double[] _samples = new double[capacity];
    private readonly double[] _least = new double[capacity];
    private readonly double[] _most = new double[capacity];
    private readonly double[] _changes = new double[capacity];

    /// <summary>The number of samples.</summary>
    public int Count { get; set; }

    /// <summary>The weight of each sample.</summary>
    public Span<double> Weights => _weights.AsSpan(0, Count);

    /// <summary>The samples, 0–255.</summary>
    public Span<double> Samples => _samples.AsSpan(0, Count);

    /// <summary>The least value of each sample.</summary>
    public Span<double> Least => _least.AsSpan(0, Count);

    /// <summary>The largest value of each sample.</summary>
    public Span<double> Most => _most.AsSpan(0, Count);

    /// <summary>By how much each sample is changed.</summary>
    public Span<double> Changes => _changes.AsSpan(0, Count);
}
