using System.Numerics;

namespace Downright.Scaling;

/// <summary>
/// PyTorch 2, <c>torch.nn.functional.interpolate</c> on a CPU with <c>align_corners=False</c> and a given size
/// (aten/src/ATen/native/UpSample.h, cpu/UpSampleKernel.cpp, AdaptiveAveragePooling.cpp). Images of floats have their
/// taps in single precision, images of bytes in double precision.
/// </summary>
internal static class TorchMatrices
{
    private const double CubicCoefficient = -0.75, AntialiasCubicCoefficient = -0.5;

    /// <summary>Targets of at most this width and height together take another code path.</summary>
    private const int SmallTarget = 128;

    /// <param name="profile">A profile of PyTorch.</param>
    /// <param name="source">Samples of the axis.</param>
    /// <param name="target">Outputs of the axis.</param>
    /// <param name="size">The size of the whole target.</param>
    public static BandedMatrix Axis(ScalerProfile profile, int source, int target, ImageSize size) => profile.Algorithm switch
    {
        ScalerAlgorithm.Nearest => Nearest(source, target).ToMatrix(),
        ScalerAlgorithm.NearestExact => NearestExact(source, target, (long)size.Width + size.Height <= SmallTarget).ToMatrix(),
        _ => Taps<float>(profile, source, target).ToMatrix(),
    };

    /// <summary>The taps of a profile that is not nearest.</summary>
    /// <typeparam name="T">The precision of coordinates and weights.</typeparam>
    public static AxisTaps Taps<T>(ScalerProfile profile, int source, int target)
        where T : IBinaryFloatingPointIeee754<T> => (profile.Algorithm, profile.Antialias) switch
        {
            _ when source == target => AxisTaps.Identity(source),
            (ScalerAlgorithm.Area, _) => Area(source, target),
            (ScalerAlgorithm.Linear, false) => Linear<T>(source, target),
            (ScalerAlgorithm.Cubic, false) => Cubic<T>(source, target),
            (ScalerAlgorithm.Linear, true) => Antialias<T>(source, target, 1, x => T.Max(T.Zero, T.One - x)),
            (ScalerAlgorithm.Cubic, true) => Antialias<T>(source, target, 2, x => Keys(x, AntialiasCubicCoefficient)),
            _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, "PyTorch has no such algorithm."),
        };

    private static T Scale<T>(int source, int target)
        where T : IBinaryFloatingPointIeee754<T> => T.CreateTruncating(source) / T.CreateTruncating(target);

    /// <summary>(i + ½) · β − ½, with one rounding: the compiled kernels fuse the product and the difference.</summary>
    private static T Coordinate<T>(int output, T scale)
        where T : IBinaryFloatingPointIeee754<T>
    {
        T half = T.CreateTruncating(0.5);
        return T.FusedMultiplyAdd(scale, T.CreateTruncating(output) + half, -half);
    }

    private static AxisTaps Nearest(int source, int target)
    {
        float scale = Scale<float>(source, target);
        var taps = new AxisTaps(source, target);
        for (int i = 0; i < target; i++) taps.Add((int)MathF.Floor(i * scale), 1f);
        return taps;
    }

    /// <summary>
    /// ⌊(i + ½) · β⌋, rounded once on small targets; on others from the coordinate, to which the half is added back. Next
    /// to whole numbers the two may differ.
    /// </summary>
    private static AxisTaps NearestExact(int source, int target, bool small)
    {
        float scale = Scale<float>(source, target);
        var taps = new AxisTaps(source, target);
        for (int i = 0; i < target; i++)
        {
            double x = small ? (i + 0.5) * scale : MathF.Max(0, Coordinate(i, scale)) + 0.5;
            taps.Add((int)MathF.Floor((float)x), 1f);
        }

        return taps;
    }

    /// <summary>The two neighbours; a coordinate before the first sample becomes 0.</summary>
    private static AxisTaps Linear<T>(int source, int target)
        where T : IBinaryFloatingPointIeee754<T>
    {
        T scale = Scale<T>(source, target);
        var taps = new AxisTaps(source, target);
        for (int i = 0; i < target; i++)
        {
            var (j, f) = Split(T.Max(T.Zero, Coordinate(i, scale)), source);
            taps.Add(j, Double(T.One - f), Double(f));
        }

        return taps;
    }

    /// <summary>Four taps; those beyond the border read the border's sample.</summary>
    private static AxisTaps Cubic<T>(int source, int target)
        where T : IBinaryFloatingPointIeee754<T>
    {
        T scale = Scale<T>(source, target);
        var taps = new AxisTaps(source, target);
        for (int i = 0; i < target; i++)
        {
            var (j, f) = Split(Coordinate(i, scale), source);
            T g = T.One - f;
            taps.Add(j - 1, Weight(f + T.One), Weight(f), Weight(g), Weight(g + T.One));
        }

        return taps;

        static double Weight(T x) => Double(Keys(x, CubicCoefficient));
    }

    /// <summary>The sample at or before a coordinate, found in single precision, and how far the coordinate is past it.</summary>
    private static (int Index, T Fraction) Split<T>(T x, int source)
        where T : IBinaryFloatingPointIeee754<T>
    {
        int j = Math.Min((int)MathF.Floor(float.CreateTruncating(x)), source - 1);
        return (j, T.Clamp(x - T.CreateTruncating(j), T.Zero, T.One));
    }

    /// <summary>
    /// Adaptive average pooling: output i is the plain mean of the samples from ⌊i·n/m⌋ to ⌈(i+1)·n/m⌉, so that cells
    /// overlap where β is no whole number.
    /// </summary>
    private static AxisTaps Area(int source, int target)
    {
        var taps = new AxisTaps(source, target);
        for (int i = 0; i < target; i++)
        {
            int start = (int)((long)i * source / target);
            int end = (int)((((long)(i + 1) * source) + target - 1) / target);
            var weights = new float[end - start];
            weights.AsSpan().Fill(1f / weights.Length);
            taps.Add(start, weights);
        }

        return taps;
    }

    /// <summary>
    /// Pillow's rule: the samples whose centres lie within the widened support of (i + ½) · β, those beyond the border
    /// left out, their weights divided by their sum.
    /// </summary>
    private static AxisTaps Antialias<T>(int source, int target, int radius, Func<T, T> filter)
        where T : IBinaryFloatingPointIeee754<T>
    {
        T half = T.CreateTruncating(0.5), scale = Scale<T>(source, target);
        T widening = T.Max(scale, T.One), inverse = T.One / widening;
        T support = T.CreateTruncating(radius) * widening;

        var taps = new AxisTaps(source, target);
        for (int i = 0; i < target; i++)
        {
            T centre = scale * (T.CreateTruncating(i) + half);
            int start = Math.Max(int.CreateTruncating(centre - support + half), 0);
            int end = Math.Min(int.CreateTruncating(centre + support + half), source);
            var weights = new T[end - start];
            T sum = T.Zero;
            for (int j = start; j < end; j++)
                sum += weights[j - start] = filter(T.Abs(T.CreateTruncating((Double(T.CreateTruncating(j) - centre) + 0.5) * Double(inverse))));
            taps.Add(start, Array.ConvertAll(weights, weight => Double(weight / sum)));
        }

        return taps;
    }

    /// <summary>Keys' kernel by Horner's rule, with products and sums fused as the compiled kernels have them.</summary>
    private static T Keys<T>(T x, double coefficient)
        where T : IBinaryFloatingPointIeee754<T>
    {
        T a = Of(coefficient);
        if (x < T.One) return T.FusedMultiplyAdd(T.FusedMultiplyAdd(a + Of(2), x, -(a + Of(3))) * x, x, T.One);
        if (x >= Of(2)) return T.Zero;
        return T.FusedMultiplyAdd(T.FusedMultiplyAdd(T.FusedMultiplyAdd(a, x, -(Of(5) * a)), x, Of(8) * a), x, -(Of(4) * a));

        static T Of(double value) => T.CreateTruncating(value);
    }

    private static double Double<T>(T value)
        where T : IBinaryFloatingPointIeee754<T> => double.CreateTruncating(value);
}
