using Downright.Scaling;

namespace Downright.Vetting;

/// <summary>
/// Recovers the two matrices of a linear separable scaler from a few RGB images, with 8-bit outputs: each colour plane
/// carries one experiment per output row (for the columns) or per output column (for the rows), random steps up and down from
/// mid-grey. The two matrices are solved for in turn by least squares, each with what is known of the other, until
/// they explain the outputs as well as they can. The random sums spread the rounding evenly, so that many experiments
/// beat it.
/// </summary>
internal sealed class CodedProbe
{
    private const int Middle = 128, Channels = 3, FewestImages = 4, MostImages = 40, FullContrast = 96;

    /// <summary>Grey levels that a model may leave on average and still be the right one, found by the right guess.</summary>
    private const double Explained = 4;

    /// <summary>Grey levels beyond which a model explains too little to be worth refining.</summary>
    private const double Promising = 16;

    private readonly ScalingGeometry _geometry;
    private readonly CodedAxis _columns;
    private readonly CodedAxis _rows;

    /// <param name="geometry">The pair of sizes.</param>
    /// <param name="more">How many images more than are needed at least.</param>
    public CodedProbe(ScalingGeometry geometry, int more = 0)
    {
        _geometry = geometry;
        var (source, target) = geometry;
        Images = Math.Clamp(Math.Max(ImagesFor(source.Width, target.Width, target.Height), ImagesFor(source.Height, target.Height, target.Width)), FewestImages, MostImages) + more;
        int smallest = SmallestStep(Math.Min((double)source.Width / target.Width, (double)source.Height / target.Height));
        int SmallestOf(int plane) => IsFullContrast(plane / Channels) ? FullContrast : smallest;
        int[] planes = [.. Enumerable.Range(0, Images * Channels)];
        _columns = new CodedAxis(source.Width, source.Height, target.Height, Array.FindAll(planes, p => p % 2 == 0), SmallestOf, FullContrast);
        _rows = new CodedAxis(source.Height, source.Width, target.Width, Array.FindAll(planes, p => p % 2 == 1), SmallestOf, FullContrast);
    }

    /// <summary>The number of images.</summary>
    public int Images { get; }

    /// <summary>One of the images.</summary>
    public PixelImage<byte> Image(int number)
    {
        var (width, height) = (_geometry.Source.Width, _geometry.Source.Height);
        var samples = new byte[checked(width * height * Channels)];
        for (int channel = 0; channel < Channels; channel++)
        {
            int plane = (number * Channels) + channel, index = plane / 2;
            Parallel.For(0, height, y =>
            {
                for (int x = 0; x < width; x++)
                {
                    int step = plane % 2 == 0 ? _columns.Step(index, x, y) : _rows.Step(index, y, x);
                    samples[(((y * width) + x) * Channels) + channel] = (byte)(Middle + step);
                }
            });
        }

        return new PixelImage<byte>(samples, _geometry.Source, PixelFormat.Rgb);
    }

    /// <summary>Solves for the matrices that explain the outputs of all images best.</summary>
    /// <param name="name">The name that the operator gets.</param>
    /// <param name="outputs">What the scaler made of each image, RGB of the target size.</param>
    /// <param name="known">What fewer images have told, or null.</param>
    public RecoveredOperator Solve(string name, IReadOnlyList<PixelImage<byte>> outputs, MatrixFit? known = null)
    {
        const double SumsAsOne = 0.03;
        double[][] columns = Read(outputs, _columns.Planes, byColumn: true), rows = Read(outputs, _rows.Planes, byColumn: false);
        MatrixFit fit = known is null ? Find(columns, rows) : new MatrixFit(Experiments(_columns, columns), Experiments(_rows, rows), known);
        if (known is not null) fit.Refine();
        double uneven = fit.Left.Sums().Concat(fit.Right.Sums()).Max(sum => Math.Abs(sum - 1));
        bool keepsUniform = uneven <= SumsAsOne;
        var op = new ScalingOperator(name, fit.Left.ToMatrix(keepsUniform), fit.Right.ToMatrix(keepsUniform));
        double residual = LinearModel.LargestDifference(op, Enumerable.Range(0, Images).Where(i => !IsFullContrast(i)), i => (Image(i), outputs[i]));
        return new RecoveredOperator(op, residual, keepsUniform, Images) { Fit = fit, IsPromising = fit.Rest < Explained };
    }

    /// <summary>Begins with each guess in turn until one explains the outputs.</summary>
    private MatrixFit Find(double[][] columns, double[][] rows)
    {
        MatrixFit? best = null;
        for (int guess = 0; guess < CodedAxis.Guesses.Length && !(best?.Rest < Explained); guess++)
        {
            var fit = new MatrixFit(Experiments(_columns, columns), Experiments(_rows, rows), guess);
            fit.SolveLobes();
            if (best is null || fit.Rest < best.Rest) best = fit;
        }

        best!.SolveWide();
        if (best.Rest < Promising) best.SolveNarrow();
        return best;
    }

    private static AxisExperiments Experiments(CodedAxis code, double[][] values) => new(code, values, -Middle, byte.MaxValue - Middle);

    /// <summary>Per output along the axis, its values in grey levels from the middle, in the order of the experiments.</summary>
    private static double[][] Read(IReadOnlyList<PixelImage<byte>> outputs, int[] planes, bool byColumn)
    {
        var (width, height) = (outputs[0].Width, outputs[0].Height);
        int along = byColumn ? width : height, across = byColumn ? height : width;
        var values = new double[along][];
        for (int output = 0; output < along; output++) values[output] = new double[planes.Length * across];
        for (int index = 0; index < planes.Length; index++)
        {
            var (image, channel) = Math.DivRem(planes[index], Channels);
            for (int y = 0; y < height; y++)
            {
                ReadOnlySpan<byte> row = outputs[image].Row(y);
                for (int x = 0; x < width; x++)
                    values[byColumn ? x : y][(index * across) + (byColumn ? y : x)] = row[(x * Channels) + channel] - Middle;
            }
        }

        return values;
    }

    /// <summary>
    /// Sharp kernels overshoot most where they hardly average: there the steps are smaller, so that little is clipped, above
    /// all by libraries that clip between the two axes.
    /// </summary>
    private static int SmallestStep(double ratio) => ratio switch
    {
        < 1.5 => 48,
        _ => 60,
    };

    /// <summary>
    /// Half of the images, and of each axis's planes, have steps as large as there are: of two taps, a small weight only shows where it moves the output by
    /// half a level. Where such an image is clipped between the axes it says nothing, and it does not count as residual.
    /// </summary>
    private static bool IsFullContrast(int image) => image % 4 is 1 or 2;

    /// <summary>So many images that there are twice as many experiments as unknown weights, and some more.</summary>
    private static int ImagesFor(int samples, int outputs, int outputsAcross)
    {
        const int More = 64;
        const double PlanesPerAxis = Channels / 2.0;
        return (int)Math.Ceiling(((2 * WindowOf(samples, outputs)) + More) / (PlanesPerAxis * outputsAcross));
    }

    private static int WindowOf(int samples, int outputs) => Math.Min(samples, (2 * AxisEstimate.WideReach(samples, outputs)) + 1);
}
