namespace Downright.Vetting;

/// <summary>
/// The geometries at which a scaler is judged unless others are given. One ratio misleads: kernels of fixed width read all
/// pixels at a small ratio and few at a large one, odd whole ratios turn interpolation into sampling, and some scalers
/// change their algorithm with the ratio or where one axis grows.
/// </summary>
public static class VettingSweep
{
    /// <summary>The target size of the default sweep: small, since what a scaler does depends on the ratio.</summary>
    public static ImageSize DefaultTarget { get; } = new(64, 64);

    /// <summary>The ratios of both axes together.</summary>
    private static readonly double[] Ratios = [2, 3, 4, 4.57, 6, 8, 12, 18.3];

    /// <summary>Eight ratios, whole and fractional, one pair of different ratios, and one axis that grows by a pixel.</summary>
    /// <param name="target">The target size, at least 2 pixels wide and one high.</param>
    /// <exception cref="ArgumentOutOfRangeException">The target is too narrow to grow from fewer columns.</exception>
    public static IReadOnlyList<ScalingGeometry> For(ImageSize target)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(target.Width, 2, nameof(target));
        return
        [
            .. Ratios.Select(ratio => At(target, ratio, ratio)),
            At(target, 2.57, 5),
            new ScalingGeometry(new ImageSize(target.Width - 1, Side(target.Height, 4)), target),
        ];
    }

    private static ScalingGeometry At(ImageSize target, double horizontal, double vertical) =>
        new(new ImageSize(Side(target.Width, horizontal), Side(target.Height, vertical)), target);

    private static int Side(int target, double ratio) => checked((int)Math.Round(target * ratio));
}
