using Downright.Scaling;

namespace Downright.Vetting;

/// <summary>The coefficients of one axis as they are known so far: per output a window of samples and their weights.</summary>
internal sealed class AxisEstimate
{
    private AxisEstimate(int samples, int[] start, double[][] weights)
    {
        Samples = samples;
        Start = start;
        Weights = weights;
    }

    public int Samples { get; }

    public int[] Start { get; }

    public double[][] Weights { get; }

    public int Outputs => Start.Length;

    public int WidestWindow => Weights.Max(w => w.Length);

    /// <summary>Windows around the place of each output.</summary>
    /// <param name="samples">Source samples.</param>
    /// <param name="outputs">Outputs.</param>
    /// <param name="reach">How far they reach to each side.</param>
    public static AxisEstimate Around(int samples, int outputs, int reach)
    {
        var start = new int[outputs];
        var weights = new double[outputs][];
        for (int output = 0; output < outputs; output++)
        {
            int centre = (int)(((2L * output) + 1) * samples / (2L * outputs));
            start[output] = Math.Max(0, centre - reach);
            weights[output] = new double[Math.Min(samples, centre + reach + 1) - start[output]];
        }

        return new AxisEstimate(samples, start, weights);
    }

    /// <summary>Windows that every kernel in use fits: four times the ratio to both sides, and four samples more.</summary>
    public static int WideReach(int samples, int outputs) => Reach(4, samples, outputs);

    /// <summary>Windows that hold the main lobe of every kernel in use.</summary>
    public static int LobeReach(int samples, int outputs) => Reach(1.25, samples, outputs);

    private static int Reach(double ratios, int samples, int outputs) => (int)Math.Ceiling(ratios * Math.Max(1, (double)samples / outputs)) + 4;

    /// <summary>
    /// Windows that end a few samples beyond the outermost weight that is more than noise, since what is left out would be
    /// made up for by the others. An output all of whose weights are noise keeps its window.
    /// </summary>
    /// <param name="noise">Per sample, what counts as noise.</param>
    /// <param name="withMargin">Whether samples beyond are kept: three, and a quarter of the ratio, since wide kernels end in many small weights.</param>
    public AxisEstimate Narrow(double[] noise, bool withMargin)
    {
        int margin = withMargin ? 3 + (Samples / Outputs / 4) : 0;
        var start = new int[Outputs];
        var weights = new double[Outputs][];
        for (int output = 0; output < Outputs; output++)
        {
            double[] wide = Weights[output];
            int from = Start[output];
            int first = -1, last = -1;
            for (int tap = 0; tap < wide.Length; tap++)
            {
                if (Math.Abs(wide[tap]) <= noise[from + tap]) continue;
                if (first < 0) first = tap;
                last = tap;
            }

            if (first < 0) (first, last) = (0, wide.Length - 1);
            first = Math.Max(0, first - margin);
            last = Math.Min(wide.Length - 1, last + margin);
            start[output] = from + first;
            weights[output] = wide[first..(last + 1)];
        }

        return new AxisEstimate(Samples, start, weights);
    }

    /// <summary>The same windows with other weights.</summary>
    public AxisEstimate With(double[][] weights) => new(Samples, Start, weights);

    /// <summary>The sum of each output's weights.</summary>
    public double[] Sums() => Array.ConvertAll(Weights, w => w.Sum());

    /// <summary>All weights divided by a number.</summary>
    public AxisEstimate DividedBy(double divisor) => With(Array.ConvertAll(Weights, weights => Array.ConvertAll(weights, w => w / divisor)));

    /// <summary>
    /// The weights as a matrix. Where all outputs are to keep uniform images, what a sum lacks of 1 is noise of all weights
    /// of its window alike, and is shared among them alike; dividing by the sum would put it all on the largest.
    /// </summary>
    /// <param name="sumsAreOne">Whether each output's weights are known to sum to 1.</param>
    public BandedMatrix ToMatrix(bool sumsAreOne)
    {
        var builder = new BandedMatrixBuilder(Outputs, Samples);
        for (int output = 0; output < Outputs; output++)
        {
            double[] weights = Weights[output];
            double share = sumsAreOne ? (1 - weights.Sum()) / weights.Length : 0;
            builder.Add(Start[output], Array.ConvertAll(weights, w => w + share));
        }

        return builder.Build();
    }
}
