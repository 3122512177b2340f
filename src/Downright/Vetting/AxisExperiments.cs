namespace Downright.Vetting;

/// <summary>The experiments on one axis: what was shown, as far as the other axis is known, and what came out.</summary>
/// <param name="code">The code of the experiments.</param>
/// <param name="values">Per output, its value in every experiment, in grey levels from the middle.</param>
/// <param name="lowest">The value that a black output has.</param>
/// <param name="highest">The value that a white output has.</param>
internal sealed class AxisExperiments(CodedAxis code, double[][] values, double lowest, double highest)
{
    /// <summary>How far from its model a value may lie, in grey levels, and not be an outlier: twice rounded and a little more.</summary>
    private const double MostRounding = 2.5;

    /// <summary>
    /// How far a value is taken to lie from what it was before it was rounded, where the weights so far say so: half of what
    /// it may. With all of it the weights would stay where they first were; with nothing they would follow the steps of rounding.
    /// </summary>
    private const double Rounding = 0.25;


    private double[][] _seen = [];
    private double[,] _mixture = new double[0, 0];
    private double[] _deviation = [];
    private double _offset;

    /// <summary>The code of the experiments.</summary>
    public CodedAxis Code => code;

    /// <summary>The root of the mean squared difference between the values used and the latest solution's, in grey levels.</summary>
    public double Rest { get; private set; } = double.MaxValue;

    /// <summary>Takes over what is known of the other axis: how its outputs mix the cells.</summary>
    public void Mix(double[,] mixture)
    {
        _mixture = mixture;
        _seen = code.Seen(mixture);
    }

    /// <summary>
    /// Solves for the weights in wide windows. Images of full contrast, in which sharp kernels clip, are left out where there
    /// are enough others.
    /// </summary>
    public AxisEstimate SolveWide(AxisEstimate windows)
    {
        const int Enough = 3;
        bool all = code.ModerateExperiments < Enough * windows.WidestWindow;
        return Solve(windows, 0, (_, experiment) => all || !code.IsFullContrast(experiment));
    }

    /// <summary>
    /// Solves for the weights in narrow windows, from every value that the weights so far say was not clipped. Where some of
    /// the values in images of full contrast lie elsewhere although they do not look clipped, the scaler clips between the axes.
    /// If this axis comes second, it sees what is left of the first one's outputs; if it comes first, values are left out that
    /// are mixed from such as it may have clipped.
    /// </summary>
    public AxisEstimate SolveNarrow(AxisEstimate windows)
    {
        const double MostOutliers = 0.001, Fewer = 0.5;
        double outliers = OutliersOfFullContrast(windows);
        double[][] firstOutputs = [];
        if (outliers > MostOutliers)
        {
            double[][] seen = _seen;
            _seen = Array.ConvertAll(seen, row => Array.ConvertAll(row, value => Math.Clamp(value, lowest, highest)));
            if (OutliersOfFullContrast(windows) > Fewer * outliers)
            {
                _seen = seen;
                firstOutputs = code.Responses(windows);
            }
        }

        return Solve(windows, Rounding, (output, experiment) =>
        {
            double predicted = Predict(windows, output, experiment) + _offset;
            return IsWithin(predicted) && Math.Abs(values[output][experiment] - predicted) <= MostRounding && !(firstOutputs.Length > 0 && IsMixedFromClipped(firstOutputs, output, experiment));
        });
    }

    private bool IsMixedFromClipped(double[][] firstOutputs, int output, int experiment)
    {
        const double Counts = 0.02;
        var (plane, across) = Math.DivRem(experiment, code.OutputsAcross);
        for (int cell = 0; cell < code.Cells; cell++)
            if (Math.Abs(_mixture[across, cell]) > Counts && !IsWithin(firstOutputs[(plane * code.Cells) + cell][output])) return true;
        return false;
    }

    private double OutliersOfFullContrast(AxisEstimate windows)
    {
        var outliers = new int[values.Length];
        var within = new int[values.Length];
        Parallel.For(0, values.Length, output =>
        {
            for (int experiment = 0; experiment < _seen.Length; experiment++)
            {
                if (!code.IsFullContrast(experiment)) continue;
                double predicted = Predict(windows, output, experiment) + _offset;
                if (!IsWithin(predicted)) continue;
                within[output]++;
                if (Math.Abs(values[output][experiment] - predicted) > MostRounding) outliers[output]++;
            }
        });
        return (double)outliers.Sum() / Math.Max(1, within.Sum());
    }

    private bool IsWithin(double predicted) => predicted > lowest + MostRounding && predicted < highest - MostRounding;

    /// <summary>Per sample, what a weight must exceed to be no noise.</summary>
    public double[] Noise(AxisEstimate windows, double deviations, double least, double most)
    {
        double free = Math.Max(1, _seen.Length - windows.WidestWindow), inflation = _seen.Length / free;
        return Array.ConvertAll(_deviation, d => Math.Clamp(deviations * d * Rest * inflation, least, most));
    }

    /// <param name="windows">The windows, and the weights so far.</param>
    /// <param name="rounding">How far a value may lie from what it was before it was rounded: within that, it is taken to be what the weights so far say.</param>
    /// <param name="isUsable">Which experiments count for an output.</param>
    private AxisEstimate Solve(AxisEstimate windows, double rounding, Func<int, int, bool> isUsable)
    {
        var used = new bool[values.Length][];
        var centred = new double[values.Length][];
        Parallel.For(0, values.Length, output =>
        {
            used[output] = new bool[_seen.Length];
            for (int experiment = 0; experiment < _seen.Length; experiment++) used[output][experiment] = isUsable(output, experiment);
            // Too few to solve from: a model that is not firm explains nothing yet, or never will.
            if (used[output].Count(u => u) < 2 * windows.Weights[output].Length) Array.Fill(used[output], true);
            centred[output] = [.. values[output].Select((value, experiment) => Unrounded(value, rounding, windows, output, experiment))];
        });

        var normal = new LeastSquaresAxis(_seen, windows);
        _deviation = normal.Deviation();
        AxisEstimate solved = normal.Solve(windows, centred, used);
        Compare(solved, used);
        return solved;
    }

    /// <summary>
    /// Of all that a value may have been before it was rounded and clipped, what lies nearest to what the weights so far say:
    /// solving with that in turn ends in weights that explain the bytes.
    /// </summary>
    private double Unrounded(double value, double rounding, AxisEstimate windows, int output, int experiment)
    {
        bool isLowest = value <= lowest, isHighest = value >= highest;
        if (rounding == 0 && !isLowest && !isHighest) return value - _offset;
        double predicted = Predict(windows, output, experiment), centred = value - _offset;
        return Math.Clamp(predicted, isLowest ? double.NegativeInfinity : centred - rounding, isHighest ? double.PositiveInfinity : centred + rounding);
    }

    /// <summary>Measures what a solution leaves, and by how much all outputs together lie too high: truncation makes that −½.</summary>
    private void Compare(AxisEstimate solved, bool[][] used)
    {
        var sums = new double[values.Length];
        var squares = new double[values.Length];
        Parallel.For(0, values.Length, output =>
        {
            for (int experiment = 0; experiment < _seen.Length; experiment++)
            {
                if (!used[output][experiment]) continue;
                double difference = values[output][experiment] - Math.Clamp(Predict(solved, output, experiment) + _offset, lowest, highest);
                sums[output] += difference;
                squares[output] += difference * difference;
            }
        });
        double count = used.Sum(u => (double)u.Count(x => x));
        _offset += sums.Sum() / count;
        Rest = Math.Sqrt(squares.Sum() / count);
    }

    private double Predict(AxisEstimate windows, int output, int experiment)
    {
        double[] weights = windows.Weights[output];
        ReadOnlySpan<double> seen = _seen[experiment].AsSpan(windows.Start[output], weights.Length);
        double sum = 0;
        for (int i = 0; i < weights.Length; i++) sum += weights[i] * seen[i];
        return sum;
    }
}
