namespace Downright.Attacks;

/// <summary>How a quadratic attack is crafted.</summary>
public sealed record QuadraticOptions
{
    /// <summary>How far the output may be from the target image, 0–255 grey levels: tried in order until one is feasible. 1 unless set.</summary>
    /// <exception cref="ArgumentException">There is none, or one is not between 0 and 255.</exception>
    public IReadOnlyList<double> Epsilons
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.Count == 0) throw new ArgumentException("At least one epsilon is needed.", nameof(value));
            foreach (double epsilon in value) ThrowIfNoEpsilon(epsilon);
            field = [.. value];
        }
    } = [1.0];

    /// <summary>Whether both axes are solved jointly, the optimum, or one after the other, as published; jointly unless set.</summary>
    public AttackSteps Steps { get; init; }

    /// <summary>Where the source image may be changed: one channel of its size, 0 for nowhere; null for everywhere.</summary>
    public PixelImage<byte>? Mask { get; init; }

    /// <summary>
    /// The scaler whose bytes decide: after rounding, single grey levels are moved until its output is within ε of the
    /// target image, where that can be. Null for the operator's real-valued output alone.
    /// </summary>
    public IScaler? Scaler { get; init; }

    /// <summary>Whether the least feasible ε is looked for where the attack is infeasible; that takes several times as long.</summary>
    public bool FindLeastEpsilon { get; init; }

    /// <summary>The most threads at a time; −1, the default, for as many as there are processors.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is neither −1 nor at least 1.</exception>
    public int Jobs
    {
        get;
        init => field = value is -1 or > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The number of threads is at least 1, or -1 for all processors.");
    } = -1;

    internal static void ThrowIfNoEpsilon(double epsilon, string name = "epsilon")
    {
        if (epsilon is not (>= 0 and <= 255))
            throw new ArgumentOutOfRangeException(name, epsilon, "Epsilon lies between 0 and 255 grey levels.");
    }

    internal ParallelOptions Parallel(CancellationToken cancellation) => new() { MaxDegreeOfParallelism = Jobs, CancellationToken = cancellation };
}

/// <summary>How a quadratic attack takes the two axes.</summary>
public enum AttackSteps
{
    /// <summary>Both at once: the optimum of the two-dimensional problem.</summary>
    Joint,

    /// <summary>
    /// First columns, then rows, as published: it spends ε twice and rounds in between. Nothing is proved of the whole, and
    /// infeasible outputs are those of both steps, the first one's at the height of the source.
    /// </summary>
    Two,
}
