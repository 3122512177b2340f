namespace Downright.Attacks.Solving;

/// <summary>
/// Solves (A·D·Aᵀ + μI)·p = g over the active multipliers, those that have a gradient or are not 0, by conjugate
/// gradients with the matrix's diagonal as preconditioner. D are the pixels that are not clipped.
/// </summary>
/// <param name="pass">The operator.</param>
/// <param name="squares">The operator with squared weights.</param>
/// <param name="parallel">Threads and cancellation.</param>
internal sealed class NewtonDirection(OperatorPass pass, OperatorPass squares, ParallelOptions parallel)
{
    private const int MaxProducts = 200;

    private readonly double[] _residual = new double[pass.Outputs];
    private readonly double[] _product = new double[pass.Outputs];
    private readonly double[] _diagonal = new double[pass.Outputs];
    private readonly double[] _scaled = new double[pass.Outputs];
    private readonly double[] _conjugate = new double[pass.Outputs];

    /// <summary>Finds the direction.</summary>
    /// <param name="at">Where.</param>
    /// <param name="gradient">g, 0 for every multiplier that stays at 0.</param>
    /// <param name="mu">μ.</param>
    /// <param name="forcing">How small the residual has to become, relative to g.</param>
    /// <param name="direction">Where p goes.</param>
    public void Find(DualPoint at, double[] gradient, double mu, double forcing, double[] direction)
    {
        squares.Run(_product, new PlaneRule(at.Free), _diagonal, parallel);
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

        double least = forcing * forcing * squared;
        for (int step = 0; step < MaxProducts && squared > least; step++)
        {
            pass.Run(_conjugate, new FreeRule(at.Free), _product, parallel);
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
