namespace Downright.Tests.Reference;

/// <summary>
/// The least change that brings a weighted sum of samples between 0 and 255 to a value, by bisection on the multiplier:
/// slow, and without any of the fast solver's book-keeping.
/// </summary>
internal static class LeastChange
{
    public static (double Squared, bool Feasible) Solve(double[] weights, double[] samples, double push)
    {
        double low = 0, high = 1;
        while (high < 1e30 && Math.Abs(Reached(high)) < Math.Abs(push)) high *= 2;
        bool feasible = Math.Abs(Reached(high)) >= Math.Abs(push) - 1e-9;
        for (int i = 0; i < 300; i++)
        {
            double middle = (low + high) / 2;
            if (Math.Abs(Reached(middle)) < Math.Abs(push)) low = middle;
            else high = middle;
        }

        return (Changes(high).Sum(change => change * change), feasible);

        double[] Changes(double lambda) =>
            [.. samples.Select((s, j) => Math.Min(Math.Max(s + (lambda * Math.Sign(push) * weights[j]), 0), 255) - s)];
        double Reached(double lambda) => Changes(lambda).Zip(weights, (change, weight) => change * weight).Sum();
    }
}
