namespace Downright.Scaling;

/// <summary>The kernels of the resampling literature, as functions of the distance in samples.</summary>
internal static class ResamplingFilters
{
    /// <summary>Triangle of support 1: linear interpolation.</summary>
    public static double Triangle(double x) => Math.Max(0, 1 - Math.Abs(x));

    /// <summary>Box of support ½, open on the left as Pillow has it.</summary>
    public static double Box(double x) => x is > -0.5 and <= 0.5 ? 1 : 0;

    /// <summary>Cubic convolution of support 2 (Keys 1981) with coefficient <paramref name="a"/>.</summary>
    public static double Keys(double x, double a)
    {
        x = Math.Abs(x);
        if (x < 1) return ((((a + 2) * x) - (a + 3)) * x * x) + 1;
        return x < 2 ? ((((x - 5) * x) + 8) * x - 4) * a : 0;
    }

    /// <summary>Hamming-windowed sinc of support 1, with the window's constants in single precision, as Pillow has them.</summary>
    public static double Hamming(double x)
    {
        x = Math.Abs(x);
        return x >= 1 ? 0 : Sinc(x) * (0.54f + (0.46f * Math.Cos(Math.PI * x)));
    }

    /// <summary>Sinc windowed by a sinc <paramref name="lobes"/> times as wide.</summary>
    public static double Lanczos(double x, int lobes) => Math.Abs(x) < lobes ? Sinc(x) * Sinc(x / lobes) : 0;

    /// <summary>Exactly 0 at whole distances, where the sine of a rounded multiple of π is not.</summary>
    private static double Sinc(double x)
    {
        if (x == 0) return 1;
        return x == Math.Round(x) ? 0 : Math.Sin(Math.PI * x) / (Math.PI * x);
    }
}
