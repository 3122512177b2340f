using Downright.Scaling;

namespace Downright.Attacks.Solving;

/// <summary>
/// Solves min ½‖X − S‖² subject to |A·X − T| ≤ ε and least ≤ X ≤ most for one channel, on its dual: one multiplier per
/// output, X(Λ) = clip(S + AᵀΛ), and the concave q(Λ) = ½‖X(Λ) − S‖² + ⟨Λ, T − A·X(Λ)⟩ − ε‖Λ‖₁ to maximise
/// (docs/methods/quadratic-attack.md).
/// </summary>
/// <remarks>
/// Outside, a proximal-point method (Rockafellar 1976, "Augmented Lagrangians and applications of the proximal point
/// algorithm in convex programming"): each stage maximises q(Λ) − μ/2·‖Λ − Λ̄‖² around the last stage's Λ̄. Where there is a
/// solution, it converges to one; where there is none, μ(Λ − Λ̄) converges to the least violation of the outputs, which
/// is a ray that proves it. Inside a stage, a semismooth Newton method with conjugate gradients, and a search along each
/// step that lets no multiplier change its sign.
/// </remarks>
internal sealed class DualSolver
{
    private const double FirstProximity = 0.03;
    private const double LeastProximity = 1e-7;
    private const int MaxStages = 16;
    private const int MaxSteps = 60;
    private const int ManySteps = 15;

    /// <summary>
    /// As long as an output misses by more than this, in grey levels, there may be no solution: the problem then stays well
    /// conditioned, down to <see cref="LeastFarProximity"/>, since that is where rays are found soonest.
    /// </summary>
    private const double CloseViolation = 1;
    private const double LeastFarProximity = 1e-3;

    /// <summary>A stage's gradient relative to the violation that it ends with: there, and closer.</summary>
    private const double FarPrecision = 1e-2;
    private const double ClosePrecision = 1e-4;

    /// <summary>Stages that prove that there is no solution: the later ones make the proof and the best effort better.</summary>
    private const int MaxProofs = 3;

    /// <summary>Violations that count as none, in grey levels.</summary>
    private const double Precision = 1e-7;

    /// <summary>How far, relative to ‖X − S‖², the dual may be above the primal, which violations alone can do.</summary>
    private const double LargestExcess = 1e-10;

    /// <summary>The largest gradient at which a stage ends, in grey levels, where the violation is not larger by far.</summary>
    private const double GradientPrecision = 1e-9;

    private readonly OperatorPass _pass;
    private readonly OperatorPass _squares;
    private readonly ChannelPlanes _planes;
    private readonly double[] _target;
    private readonly double _epsilon;
    private readonly ParallelOptions _parallel;
    private readonly ShrinkCosts? _costs;
    private readonly NewtonDirection _newton;
    private readonly double[] _center, _gradient, _direction;
    private DualPoint _at, _trial;

    /// <param name="op">The operator A.</param>
    /// <param name="pass">A pass through it.</param>
    /// <param name="squares">A pass with squared weights.</param>
    /// <param name="planes">S and the range of each pixel.</param>
    /// <param name="target">T, an entry per output.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="parallel">Threads and cancellation.</param>
    /// <param name="costs">Where τ·Σ c·|x − s| + ½‖x − a‖² takes the place of ½‖X − S‖²; else null.</param>
    /// <param name="multipliers">The multipliers to start from; null for 0.</param>
    public DualSolver(ScalingOperator op, OperatorPass pass, OperatorPass squares, ChannelPlanes planes, double[] target, double epsilon, ParallelOptions parallel, ShrinkCosts? costs = null, double[]? multipliers = null)
    {
        _pass = pass;
        _squares = squares;
        _planes = planes;
        _target = target;
        _epsilon = epsilon;
        _parallel = parallel;
        _newton = new NewtonDirection(new FreeProduct(op, pass.Stride), squares, parallel);
        _center = new double[target.Length];
        _gradient = new double[target.Length];
        _direction = new double[target.Length];
        _at = new DualPoint(target.Length, planes.Source.Length);
        _trial = new DualPoint(target.Length, planes.Source.Length);
        _costs = costs;
        multipliers?.CopyTo(_at.Multipliers, 0);
    }

    /// <summary>Solves the problem.</summary>
    /// <param name="progress">Called after every stage with a guess of how much is done, 0–1.</param>
    public ChannelSolution Solve(Action<double> progress)
    {
        double scale = MeanSquaredWeight(), proximity = FirstProximity, margin = 0, first = 0;
        double[]? ray = null;
        for (int stage = 0, proofs = 0; stage < MaxStages && proofs < MaxProofs; stage++)
        {
            bool isFar = proximity > LeastFarProximity;
            int steps = Stage(proximity * scale, isFar ? FarPrecision : ClosePrecision);
            double violation = Violation();
            first = Math.Max(first, violation);
            if (violation <= Precision && _at.Dual - (_at.Squares / 2) <= LargestExcess * _at.Squares) break;

            double proved = Margin();
            if (proved > 0) proofs++;
            progress(Math.Max(violation > Precision ? Math.Log(first / violation) / Math.Log(first / Precision) : 1, (double)proofs / MaxProofs));
            if (proved > margin) (margin, ray) = (proved, Step());
            bool isSlow = proofs > 0 || (isFar && violation > CloseViolation);
            double fall = isSlow ? 0.5 : steps == MaxSteps ? 1 : steps > ManySteps || violation > CloseViolation ? 0.1 : 1e-4;
            proximity = Math.Max(LeastProximity, proximity * fall);
        }

        return new ChannelSolution
        {
            Multipliers = _at.Multipliers,
            Outputs = _at.Outputs,
            Pixels = Pixels(),
            Primal = _at.Squares / 2,
            Dual = _at.Dual,
            MaxViolation = Math.Max(0, Violation()),
            Margin = margin,
            Ray = ray,
        };
    }

    private int Stage(double mu, double precision)
    {
        _at.Multipliers.CopyTo(_center, 0);
        return Maximise(mu, precision);
    }

    /// <summary>The stage's step V = Λ − Λ̄.</summary>
    private double[] Step() => [.. _at.Multipliers.Zip(_center, (to, from) => to - from)];

    /// <summary>The mean of the diagonal of A·Aᵀ, which gives μ its scale.</summary>
    private double MeanSquaredWeight()
    {
        byte[] all = _trial.Free;
        Array.Fill(all, byte.MaxValue);
        _squares.Run(_gradient, new FreeRule(all), _direction, _parallel);
        return _direction.Sum() / _direction.Length;
    }

    private float[] Pixels()
    {
        var pixels = new float[_planes.Source.Length];
        _planes.Source.CopyTo(pixels, 0);
        if (_costs is null) _pass.Run(_at.Multipliers, new StoreRule<ClipRule>(new ClipRule(_planes, _at.Free), pixels), _direction, _parallel);
        else _pass.Run(_at.Multipliers, new StoreRule<ShrinkRule>(new ShrinkRule(_planes, _costs, _at.Free), pixels), _direction, _parallel);
        return pixels;
    }

    /// <summary>Maximises q(Λ) − μ/2·‖Λ − Λ̄‖², until its gradient is small beside the violation.</summary>
    /// <returns>The number of steps.</returns>
    private int Maximise(double mu, double precision)
    {
        Evaluate(_at, mu);
        double first = 0;
        for (int step = 0; step < MaxSteps; step++)
        {
            double norm = Gradient(mu, out double largest);
            if (step == 0) first = norm;
            if (largest <= Math.Max(GradientPrecision, precision * Violation())) return step;
            _newton.Find(_at, _gradient, mu, Math.Min(0.1, norm / first), _direction);
            if (!Search(mu)) break;
        }

        return MaxSteps;
    }

    private void Evaluate(DualPoint point, double mu)
    {
        point.Squares = _costs is null
            ? _pass.Run(point.Multipliers, new ClipRule(_planes, point.Free), point.Outputs, _parallel)
            : _pass.Run(point.Multipliers, new ShrinkRule(_planes, _costs, point.Free), point.Outputs, _parallel);
        double product = 0, norm = 0, distance = 0;
        for (int i = 0; i < _target.Length; i++)
        {
            double multiplier = point.Multipliers[i], moved = multiplier - _center[i];
            product += multiplier * (_target[i] - point.Outputs[i]);
            norm += Math.Abs(multiplier);
            distance += moved * moved;
        }

        point.Dual = (point.Squares / 2) + product - (_epsilon * norm);
        point.Value = point.Dual - (mu / 2 * distance);
    }

    /// <summary>The steepest ascent; 0 for multipliers that are best left at 0.</summary>
    /// <returns>Its norm.</returns>
    private double Gradient(double mu, out double largest)
    {
        double squared = 0;
        largest = 0;
        for (int i = 0; i < _target.Length; i++)
        {
            double multiplier = _at.Multipliers[i];
            double slope = _target[i] - _at.Outputs[i] - (mu * (multiplier - _center[i]));
            double gradient = multiplier switch
            {
                > 0 => slope - _epsilon,
                < 0 => slope + _epsilon,
                _ => slope - Math.Clamp(slope, -_epsilon, _epsilon),
            };
            _gradient[i] = gradient;
            largest = Math.Max(largest, Math.Abs(gradient));
            squared += gradient * gradient;
        }

        return Math.Sqrt(squared);
    }

    /// <summary>Halves the step until it gains enough (Armijo's rule, but for what rounding hides), and takes it.</summary>
    /// <returns>Whether one does.</returns>
    private bool Search(double mu)
    {
        const double Enough = 1e-4, Rounding = 1e-13;
        const int MaxHalvings = 30;
        double length = 1;
        for (int halvings = 0; halvings <= MaxHalvings; halvings++, length /= 2)
        {
            double promised = 0;
            for (int i = 0; i < _target.Length; i++)
            {
                double multiplier = _at.Multipliers[i], next = multiplier + (length * _direction[i]);
                double sign = multiplier != 0 ? multiplier : _gradient[i];
                if (sign > 0 ? next < 0 : next > 0) next = 0;
                _trial.Multipliers[i] = next;
                promised += _gradient[i] * (next - multiplier);
            }

            Evaluate(_trial, mu);
            if (!(_trial.Value >= _at.Value + (Enough * promised) - (Rounding * Math.Abs(_at.Value)))) continue;
            (_at, _trial) = (_trial, _at);
            return true;
        }

        return false;
    }

    private double Violation()
    {
        double largest = double.NegativeInfinity;
        for (int i = 0; i < _target.Length; i++) largest = Math.Max(largest, Math.Abs(_target[i] - _at.Outputs[i]) - _epsilon);
        return largest;
    }

    /// <summary>
    /// By how much the stage's step V proves that every image X misses: ⟨V, T − A·X⟩ ≤ max|T − A·X|·‖V‖₁ for all X, so
    /// that max|T − A·X| − ε ≥ (⟨V, T⟩ − Σ max(z·least, z·most) − ε‖V‖₁) / ‖V‖₁ with z = AᵀV.
    /// </summary>
    private double Margin()
    {
        double wanted = 0, norm = 0;
        for (int i = 0; i < _target.Length; i++)
        {
            _direction[i] = _at.Multipliers[i] - _center[i];
            wanted += _direction[i] * _target[i];
            norm += Math.Abs(_direction[i]);
        }

        double reach = _pass.Run(_direction, new RayRule(_planes), _gradient, _parallel);

        // The sums' rounding errors must not pass for a proof.
        const double Rounding = 1e-12;
        return (wanted - reach - (_epsilon * norm) - (Rounding * (Math.Abs(wanted) + Math.Abs(reach)))) / norm;
    }
}
