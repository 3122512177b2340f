using Downright.Attacks;
using Downright.Evaluation.Planning;
using Downright.Evaluation.Running;
using Downright.Scaling;

namespace Downright.Evaluation.Experiments;

/// <summary>Crafts the attacks as the paper's protocol does. Work runs side by side already, so each attack takes one thread.</summary>
internal static class Crafting
{
    // The published code raises epsilon from 1 to 50 until the problem is feasible.
    private static readonly double[] Epsilons = [1, 10, 50];

    /// <summary>Options of a quadratic attack on a scaler's bytes.</summary>
    public static QuadraticOptions Options(ProfileScaler scaler) => new() { Epsilons = Epsilons, Scaler = scaler, Jobs = 1 };

    /// <summary>The quadratic attack on a pair.</summary>
    public static AttackResult Quadratic(Lab lab, Pair pair, ProfileScaler scaler, CancellationToken cancellation)
    {
        PixelImage<byte> source = lab.Photos[pair.Source].Read();
        return QuadraticAttack.Craft(scaler.OperatorFor(source.Size, pair.Size), source, lab.TargetOf(pair), Options(scaler), cancellation: cancellation);
    }

    /// <summary>An attack on area scaling, from a source that is area-scaled to whole ratios first; the published code needs those, and scales by bicubic.</summary>
    public static AttackResult Area(Lab lab, PixelImage<byte> source, PixelImage<byte> target, AreaNorm norm, CancellationToken cancellation)
    {
        PixelImage<byte> whole = Lab.Area.Scale(source, WholeSize(source.Size, target.Size));
        return AreaAttack.Craft(Lab.Area.OperatorFor(whole.Size, target.Size), whole, target, norm, new QuadraticOptions { Scaler = Lab.Area, Jobs = 1 }, cancellation: cancellation);
    }

    /// <summary>The largest whole multiple of a target size that is no larger than a source.</summary>
    public static ImageSize WholeSize(ImageSize source, ImageSize target) => new(source.Width / target.Width * target.Width, source.Height / target.Height * target.Height);
}
