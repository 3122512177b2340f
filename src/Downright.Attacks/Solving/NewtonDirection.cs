namespace Downright.Attacks.Solving;

/// <summary>
/// Solves (A·D·Aᵀ + μI)·p = g over the active multipliers, those that have a gradient or are not 0, by conjugate
/// gradients with the matrix's diagonal as preconditioner. D are the pixels that are not clipped.
/// </summary>
/// <param name="free">A·D·Aᵀ.</param>
/// <param name="squares">A pass with squared weights.</param>
/// <param name="parallel">Threads and cancellation.</param>
internal sealed class NewtonDirection(FreeProduct free, OperatorPass squares, ParallelOptions parallel)
{
    private const int MaxProducts = 200;

    /// <summary>What single precision can do for the residual, relative to g.</summary>
    private const double LeastForcing = 1e-5;

    private readonly double[] _residual = new double[squares.Outputs];
    private readonly double[] _product = new double[squares.Outputs];
    private readonly double[] _diagonal = new double[squares.Outputs];
    private readonly double[] _scaled = new double[squares.Outputs];
    private readonly double[] _conjugate = new double[squares.Outputs];

    /// <summary>Finds the direction.</summary>
    /// <param name="at">Where.</param>
    /// <param name="gradient">g, 0 for every multiplier that stays at 0.</param>
    /// <param name="mu">μ.</param>
    /// <param name="forcing">How small the residual has to become, relative to g.</param>
    /// <param name="direction">Where p goes.</param>
    public void Find(DualPoint at, double[] gradient, double mu, double forcing, double[] direction)
    {
        squares.Run(_product, new FreeRule(at.Free), _diagonal, parallel);
        double rho = 0, squared = 0;
        for (int i = 0; i < gradient.Length; i++)
        {
            direction[i] = 0;
            _residual[i] = gradient[i];
            _scaled[i] = gradient[i] / (_diagonal[i] + mu);
            _conjugate[i] = _scaled[i];
            rho += gradient[i] * _scaled[i];
            squared += gradient[i] * gradient[i];
        }

        double least = Math.Pow(Math.Max(forcing, LeastForcing), 2) * squared;
        for (int step = 0; step < MaxProducts && squared > least; step++)
        {
            free.Run(_conjugate, at.Free, _product, parallel);
            double curvature = 0;
            for (int i = 0; i < _product.Length; i++)
            {
                bool active = at.Multipliers[i] != 0 || gradient[i] != 0;
                _product[i] = active ? _product[i] + (mu * _conjugate[i]) : 0;
                curvature += _product[i] * _conjugate[i];
            }

            double length = rho / curvature, next = 0;
            squared = 0;
            for (int i = 0; i < _product.Length; i++)
            {
                direction[i] += length * _conjugate[i];
                _residual[i] -= length * _product[i];
                squared += _residual[i] * _residual[i];
                _scaled[i] = _residual[i] / (_diagonal[i] + mu);
                next += _residual[i] * _scaled[i];
            }

            for (int i = 0; i < _conjugate.Length; i++) _conjugate[i] = _scaled[i] + (next / rho * _conjugate[i]);
            rho = next;
        }
    }
}
