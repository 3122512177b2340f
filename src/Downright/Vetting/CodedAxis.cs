namespace Downright.Vetting;

/// <summary>
/// The code of the experiments on one axis. The other axis is cut into cells, one an output where it shrinks and one a
/// sample where it grows; within a cell all samples across carry the same row of random steps up and down along the axis. Every
/// output across then sees a mixture of few rows of steps, and is one experiment on the axis's coefficients. The steps
/// differ in size, so that sums of few of them are rounded now up, now down.
/// </summary>
internal sealed class CodedAxis
{
    /// <summary>How much of the cell before their own the outputs read, as it is guessed, one guess after another.</summary>
    public static readonly double[] Guesses = [0.5, 0, 1];

    private readonly sbyte[][,] _steps;
    private readonly bool[] _isFullContrast;

    /// <param name="samples">Source samples along the axis.</param>
    /// <param name="across">Source samples across it.</param>
    /// <param name="outputsAcross">Outputs across it.</param>
    /// <param name="planes">The colour planes that carry this code, by their number among all planes.</param>
    /// <param name="smallest">A plane's smallest step, 1–96 grey levels; its largest is 31 more.</param>
    /// <param name="fullContrast">The smallest step of planes of full contrast.</param>
    public CodedAxis(int samples, int across, int outputsAcross, int[] planes, Func<int, int> smallest, int fullContrast)
    {
        Samples = samples;
        Across = across;
        OutputsAcross = outputsAcross;
        Planes = planes;
        Cells = Math.Min(across, outputsAcross);
        _isFullContrast = Array.ConvertAll(planes, plane => smallest(plane) >= fullContrast);
        _steps = Array.ConvertAll(planes, plane =>
        {
            var steps = new sbyte[Cells, samples];
            var row = new byte[samples];
            for (int cell = 0; cell < Cells; cell++)
            {
                ProbeImages.Bytes(plane, cell, row);
                for (int i = 0; i < samples; i++) steps[cell, i] = Step(row[i], smallest(plane));
            }

            return steps;
        });
    }

    public int Samples { get; }

    public int Across { get; }

    public int OutputsAcross { get; }

    public int Cells { get; }

    public int[] Planes { get; }

    /// <summary>The number of experiments: one an output across and plane.</summary>
    public int Experiments => Planes.Length * OutputsAcross;

    /// <summary>The number of experiments whose steps are not the largest there are.</summary>
    public int ModerateExperiments => _isFullContrast.Count(full => !full) * OutputsAcross;

    /// <summary>Whether an experiment's steps are the largest there are.</summary>
    public bool IsFullContrast(int experiment) => _isFullContrast[experiment / OutputsAcross];

    /// <summary>The cell of a sample across.</summary>
    public int CellOf(int across) => (int)((long)across * Cells / Across);

    /// <summary>The step at a sample along and a sample across, in the plane of an index into <see cref="Planes"/>.</summary>
    public int Step(int index, int sample, int across) => _steps[index][CellOf(across), sample];

    /// <summary>
    /// What each experiment shows the axis: per experiment (plane, then output across) and sample along the axis, the steps
    /// of the cells as the matrix across mixes them.
    /// </summary>
    /// <param name="mixture">Outputs across × cells.</param>
    public double[][] Seen(double[,] mixture)
    {
        var seen = new double[Experiments][];
        Parallel.For(0, Experiments, experiment =>
        {
            var (index, output) = Math.DivRem(experiment, OutputsAcross);
            var row = new double[Samples];
            for (int cell = 0; cell < Cells; cell++)
            {
                double weight = mixture[output, cell];
                if (weight == 0) continue;
                for (int i = 0; i < Samples; i++) row[i] += weight * _steps[index][cell, i];
            }

            seen[experiment] = row;
        });
        return seen;
    }

    /// <summary>
    /// A first guess of how the outputs across mix the cells: as many guesses as <see cref="Guesses"/>. Grids that begin at the
    /// corner of an image, as OpenCV's nearest does, read the cell before their own, those that are centred their own.
    /// </summary>
    public double[,] GuessMixture(int guess)
    {
        double before = Guesses[guess];
        var mixture = new double[OutputsAcross, Cells];
        for (int output = 0; output < OutputsAcross; output++)
        {
            int cell = (int)(((2L * output) + 1) * Cells / (2L * OutputsAcross));
            mixture[output, Math.Max(0, cell - 1)] += before;
            mixture[output, cell] += 1 - before;
        }

        return mixture;
    }

    /// <summary>How the outputs of a matrix across mix the cells: the weights of each cell's samples added up.</summary>
    public double[,] MixtureOf(AxisEstimate across)
    {
        var mixture = new double[OutputsAcross, Cells];
        for (int output = 0; output < OutputsAcross; output++)
        {
            double[] weights = across.Weights[output];
            for (int tap = 0; tap < weights.Length; tap++) mixture[output, CellOf(across.Start[output] + tap)] += weights[tap];
        }

        return mixture;
    }

    /// <summary>Per plane and cell, what the outputs along the axis would be if all across were of that cell.</summary>
    public double[][] Responses(AxisEstimate along)
    {
        var responses = new double[Planes.Length * Cells][];
        Parallel.For(0, responses.Length, i =>
        {
            var (plane, cell) = Math.DivRem(i, Cells);
            responses[i] = new double[along.Outputs];
            for (int output = 0; output < along.Outputs; output++)
            {
                double[] weights = along.Weights[output];
                double sum = 0;
                for (int tap = 0; tap < weights.Length; tap++) sum += weights[tap] * _steps[plane][cell, along.Start[output] + tap];
                responses[i][output] = sum;
            }
        });
        return responses;
    }

    private static sbyte Step(byte random, int smallest)
    {
        int size = smallest + (random & 31);
        return (sbyte)((random & 128) == 0 ? size : -size);
    }
}
