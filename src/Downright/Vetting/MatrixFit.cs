namespace Downright.Vetting;

/// <summary>
/// Alternating least squares: the columns' weights are solved for with what is known of the rows', then the rows' with those,
/// until nothing changes; first in windows around the main lobe, then in some wide enough for every kernel, last in those that
/// turn out to hold weights.
/// </summary>
internal sealed class MatrixFit
{
    private const int FewestRounds = 3, MostRounds = 16, WideRounds = 3, NarrowRounds = 8, LastRounds = 4;
    private const double LeastProgress = 0.002, Deviations = 4.5, LeastWeight = 5e-4, MostDropped = 1e-3, LeastSum = 0.1;

    /// <summary>What a scaler that copies samples leaves at most, in grey levels: less than any rounding.</summary>
    private const double Exact = 0.05;

    private readonly AxisExperiments _columns;
    private readonly AxisExperiments _rows;

    /// <param name="columns">The experiments on the columns.</param>
    /// <param name="rows">The experiments on the rows.</param>
    /// <param name="guess">Which guess about the rows to begin with.</param>
    public MatrixFit(AxisExperiments columns, AxisExperiments rows, int guess)
    {
        _columns = columns;
        _rows = rows;
        columns.Mix(columns.Code.GuessMixture(guess));
        Right = Left = AxisEstimate.Around(1, 1, 0);
    }

    /// <param name="columns">The experiments on the columns.</param>
    /// <param name="rows">The experiments on the rows.</param>
    /// <param name="known">What fewer experiments have told.</param>
    public MatrixFit(AxisExperiments columns, AxisExperiments rows, MatrixFit known)
    {
        _columns = columns;
        _rows = rows;
        (Left, Right) = (known.Left, known.Right);
        columns.Mix(columns.Code.MixtureOf(Left));
        rows.Mix(rows.Code.MixtureOf(Right));
    }

    /// <summary>The columns' weights.</summary>
    public AxisEstimate Right { get; private set; }

    /// <summary>The rows' weights.</summary>
    public AxisEstimate Left { get; private set; }

    /// <summary>The root of the mean squared difference, in grey levels, that the weights leave.</summary>
    public double Rest => _rows.Rest;

    /// <summary>Solves in windows that hold the main lobe of every kernel: few weights, which the experiments soon tell.</summary>
    public void SolveLobes() => SolveWithin(AxisEstimate.LobeReach, MostRounds);

    /// <summary>
    /// Solves in windows that hold every kernel; goes back to the main lobes where so many more weights make it worse.
    /// </summary>
    public void SolveWide()
    {
        var (right, left, rest) = (Right, Left, Rest);
        if (rest < Exact) return;
        SolveWithin(AxisEstimate.WideReach, WideRounds);
        if (Rest <= rest) return;
        (Right, Left) = (right, left);
        _columns.Mix(_columns.Code.MixtureOf(Left));
        Converge(_columns.SolveWide, _rows.SolveWide, WideRounds);
    }

    /// <summary>Solves in those windows that hold weights, with a margin.</summary>
    public void SolveNarrow()
    {
        Narrow(withMargin: true, double.PositiveInfinity);
        Converge(_columns.SolveNarrow, _rows.SolveNarrow, NarrowRounds);
        ShareFactor();
    }

    /// <summary>Solves once more with what is known, then without the margins: what is no more than noise becomes 0.</summary>
    public void Refine()
    {
        Converge(_columns.SolveNarrow, _rows.SolveNarrow, NarrowRounds);
        Narrow(withMargin: false, MostDropped);
        Converge(_columns.SolveNarrow, _rows.SolveNarrow, LastRounds);
        ShareFactor();
    }

    private void Narrow(bool withMargin, double most)
    {
        Right = Right.Narrow(_columns.Noise(Right, Deviations, LeastWeight, most), withMargin);
        Left = Left.Narrow(_rows.Noise(Left, Deviations, LeastWeight, most), withMargin);
    }

    /// <summary>The two matrices end with rows whose mean sums are alike: the experiments leave a common factor open.</summary>
    private void ShareFactor()
    {
        double share = Math.Sqrt(Math.Abs(Left.Sums().Average() / Right.Sums().Average()));
        Left = Left.DividedBy(share);
        Right = Right.DividedBy(1 / share);
    }

    private void SolveWithin(Func<int, int, int> reachOf, int mostRounds)
    {
        int width = _columns.Code.Samples, columns = _rows.Code.OutputsAcross, height = _rows.Code.Samples, rows = _columns.Code.OutputsAcross;
        Right = AxisEstimate.Around(width, columns, reachOf(width, columns));
        Left = AxisEstimate.Around(height, rows, reachOf(height, rows));
        Converge(_columns.SolveWide, _rows.SolveWide, mostRounds);
    }

    private void Converge(Func<AxisEstimate, AxisEstimate> solveColumns, Func<AxisEstimate, AxisEstimate> solveRows, int mostRounds)
    {
        double last = double.PositiveInfinity;
        for (int round = 0; round < FewestRounds || (round < mostRounds && Rest > Exact && Math.Abs(last - Rest) > LeastProgress * Rest); round++)
        {
            last = Rest;
            Right = solveColumns(Right);
            double sum = Right.Sums().Average();
            if (sum > LeastSum) Right = Right.DividedBy(sum);
            _rows.Mix(_rows.Code.MixtureOf(Right));
            Left = solveRows(Left);
            _columns.Mix(_columns.Code.MixtureOf(Left));
        }
    }
}
