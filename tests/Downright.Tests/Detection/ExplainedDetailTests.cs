using Downright.Attacks;
using Downright.Detection;
using Downright.Scaling;
using Downright.Scenes;
using Downright.Tests.Reference;

namespace Downright.Tests.Detection;

/// <summary>What the weights of a scaler explain of an image, against dense matrices, and which of the kernels explains most.</summary>
public sealed class ExplainedDetailTests
{
    private const double Correlation = 0.9;

    [Theory]
    [InlineData("opencv:nearest")]
    [InlineData("opencv:linear")]
    [InlineData("opencv:cubic")]
    [InlineData("tensorflow1:cubic")]
    public void It_is_the_projection_on_the_span_of_the_weights_where_photos_are_white(string name)
    {
        ImageSize source = new(13, 11), target = new(4, 5);
        PixelImage<byte> image = Pictures.Noise(source, PixelFormat.Gray, 7);
        ScalingOperator op = ScalingOperator.Compile(ScalerProfile.Parse(name), source, target);
        int pixels = (int)source.Pixels, outputs = (int)target.Pixels;
        var weights = new double[outputs, pixels];
        var covariance = new double[pixels, pixels];
        for (int p = 0; p < pixels; p++)
        {
            var (x, y) = (p % 13, p / 13);
            for (int o = 0; o < outputs; o++) weights[o, p] = op.Left[o / 4, y] * op.Right[o % 4, x];
            for (int q = 0; q < pixels; q++) covariance[p, q] = Math.Pow(Correlation, Math.Abs(x - (q % 13)) + Math.Abs(y - (q / 13)));
        }

        // Σ⁻¹a and Σ⁻¹Wᵀ, then W times both.
        double[,] right = new double[pixels, outputs + 1];
        for (int p = 0; p < pixels; p++)
        {
            right[p, outputs] = image.Row(p / 13)[p % 13];
            for (int o = 0; o < outputs; o++) right[p, o] = weights[o, p];
        }

        Solve(covariance, right);
        double[,] products = new double[outputs, outputs], explained = new double[outputs, 1];
        for (int o = 0; o < outputs; o++)
        {
            for (int p = 0; p < pixels; p++)
            {
                explained[o, 0] += weights[o, p] * right[p, outputs];
                for (int other = 0; other < outputs; other++) products[o, other] += weights[o, p] * right[p, other];
            }
        }

        double[] before = [.. Enumerable.Range(0, outputs).Select(o => explained[o, 0])];
        Solve(products, explained);
        double expected = before.Select((value, o) => value * explained[o, 0]).Sum() * Math.Pow(1 - (Correlation * Correlation), 2);
        using var grey = new GreyPlane(image);
        Assert.Equal(1, ExplainedDetail.Of(grey, op) / expected, 1e-4);
    }

    [Theory]
    [InlineData("opencv", "nearest", "linear", "cubic", "lanczos4")]
    [InlineData("opencv", "linear", "cubic", "lanczos4")]
    [InlineData("opencv", "cubic", "linear", "lanczos4")]
    [InlineData("opencv", "lanczos4", "linear", "cubic")]
    [InlineData("tensorflow1", "linear", "cubic")]
    [InlineData("tensorflow1", "cubic", "linear")]
    public void The_kernel_of_an_attack_explains_more_than_its_relatives(string library, string own, params string[] relatives)
    {
        PixelImage<byte> clean = Scene.Landscape().Render(new ImageSize(403, 310)), hidden = Scene.Street().Render(new ImageSize(64, 64));
        var scaler = new ProfileScaler(ScalerProfile.Parse($"{library}:{own}"));
        using var grey = new GreyPlane(QuadraticAttack.Craft(scaler.OperatorFor(clean.Size, hidden.Size), clean, hidden, new QuadraticOptions { Scaler = scaler }).Image);
        double Explained(string algorithm) => ExplainedDetail.Of(grey, ScalingOperator.Compile(ScalerProfile.Parse($"{library}:{algorithm}"), clean.Size, hidden.Size));
        Assert.All(relatives, relative => Assert.True(Explained(own) > Explained(relative), relative));
    }

    /// <summary>Gauss's elimination; the right sides become the solutions.</summary>
    private static void Solve(double[,] matrix, double[,] sides)
    {
        int n = matrix.GetLength(0), columns = sides.GetLength(1);
        for (int pivot = 0; pivot < n; pivot++)
        {
            for (int row = 0; row < n; row++)
            {
                if (row == pivot) continue;
                double factor = matrix[row, pivot] / matrix[pivot, pivot];
                if (factor == 0) continue;
                for (int column = pivot; column < n; column++) matrix[row, column] -= factor * matrix[pivot, column];
                for (int column = 0; column < columns; column++) sides[row, column] -= factor * sides[pivot, column];
            }
        }

        for (int row = 0; row < n; row++)
            for (int column = 0; column < columns; column++) sides[row, column] /= matrix[row, row];
    }
}
