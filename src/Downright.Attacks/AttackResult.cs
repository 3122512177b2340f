using System.Globalization;
using Downright.Analysis;
using Downright.Attacks.Solving;
using Downright.Scaling;

namespace Downright.Attacks;

/// <summary>An attack image, what made it, and how well it does its work.</summary>
public sealed class AttackResult
{
    private readonly ScalingOperator _op;
    private readonly Lazy<double> _largestError;

    internal AttackResult(string method, ScalingOperator op, double epsilon, PixelImage<byte> source, byte[] attack, PixelImage<byte> target)
    {
        _op = op;
        Method = method;
        Epsilon = epsilon;
        Source = source;
        Image = new PixelImage<byte>(attack, source.Size, source.Format);
        Target = target;
        _largestError = new Lazy<double>(() => RealOutput.LargestError(_op, Image, Target));
    }

    /// <summary>The method, as the tool names it.</summary>
    public string Method { get; }

    /// <summary>The name of the attacked scaler.</summary>
    public string Scaler => _op.Name;

    /// <summary>How far the output may be from the target image, in grey levels (objective O1).</summary>
    public double Epsilon { get; }

    /// <summary>The image that a person is to see.</summary>
    public PixelImage<byte> Source { get; }

    /// <summary>The attack image: the size and format of the source image.</summary>
    public PixelImage<byte> Image { get; }

    /// <summary>The target image that the scaler is to show.</summary>
    public PixelImage<byte> Target { get; }

    /// <summary>
    /// ½‖Δ‖² in squared grey levels, summed over the channels: of the real-valued point where the method solves for one
    /// (infeasible outputs count with their best effort), else of the bytes.
    /// </summary>
    public required double Primal { get; init; }

    /// <summary>‖Δ‖₁ of that point.</summary>
    internal double AbsoluteChange { get; init; }

    /// <summary>How close that is to the optimum; null for infeasible problems and for methods that prove nothing.</summary>
    public Optimality? Optimality { get; init; }

    /// <summary>The proof that there is no solution; null where there is one.</summary>
    public Infeasibility? Infeasibility { get; init; }

    /// <summary>The outputs, counted a channel, that the attack cannot bring within ε of the target image.</summary>
    public required int InfeasibleOutputs { get; init; }

    /// <summary>The least ε that has a solution, in grey levels, where it was looked for.</summary>
    public double? LeastEpsilon { get; init; }

    /// <summary>
    /// The largest difference, in grey levels, between the operator's real-valued output of <see cref="Image"/> and the
    /// target image, infeasible outputs included. Rounding to bytes can carry it beyond ε.
    /// </summary>
    public double LargestError => _largestError.Value;

    /// <summary>The largest difference, in grey levels, between the bytes that a scaler makes of <see cref="Image"/> and the target image.</summary>
    /// <param name="scaler">The scaler: the attacked one, or another to see how it fares.</param>
    public int LargestErrorOf(IScaler scaler) => ImageMetrics.LargestDifference(Output(scaler), Target);

    /// <summary>Objective O1: how close the scaler's bytes are to the target image.</summary>
    /// <param name="scaler">The scaler: the attacked one, or another to see how it fares.</param>
    public OutputObjective O1(IScaler scaler)
    {
        PixelImage<byte> output = Output(scaler);
        return new OutputObjective
        {
            MaxAbsError = ImageMetrics.LargestDifference(output, Target),
            Mse = ImageMetrics.MeanSquaredError(output, Target),
            PsnrDb = ImageMetrics.Psnr(output, Target),
            Feasible = InfeasibleOutputs == 0,
            InfeasibleOutputs = InfeasibleOutputs,
            LeastEpsilon = LeastEpsilon,
        };
    }

    /// <summary>Objective O2: how much the attack image looks like the source image.</summary>
    public AppearanceObjective O2()
    {
        const int SmallestSsimSide = 11;
        double samples = (double)Source.Size.Pixels * Source.Channels;
        double sum = 0;
        for (int y = 0; y < Source.Height; y++)
        {
            ReadOnlySpan<byte> before = Source.Row(y), after = Image.Row(y);
            for (int i = 0; i < before.Length; i++) sum += Math.Abs(after[i] - before[i]);
        }

        return new AppearanceObjective
        {
            PsnrDb = ImageMetrics.Psnr(Source, Image),
            Ssim = Math.Min(Source.Width, Source.Height) >= SmallestSsimSide ? ImageMetrics.Ssim(Source, Image) : null,
            L0Fraction = (double)ImageMetrics.ChangedPixels(Source, Image) / Source.Size.Pixels,
            L1 = sum,
            L2 = Math.Sqrt(ImageMetrics.MeanSquaredError(Source, Image) * samples),
            Linf = ImageMetrics.LargestDifference(Source, Image),
        };
    }

    /// <summary>Method, scaler, sizes, ε and the outcome in one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Method} attack on {Scaler} {Image.Size} to {Target.Size}, epsilon {Epsilon}: {InfeasibleOutputs} infeasible outputs, largest error {LargestError:0.###}");

    /// <summary>The same attack as another method's, judged by what that one minimises.</summary>
    internal AttackResult As(string method, Optimality? optimality) => new(method, _op, Epsilon, Source, Image.ToArray(), Target)
    {
        Primal = Primal,
        AbsoluteChange = AbsoluteChange,
        Optimality = optimality,
        Infeasibility = Infeasibility,
        InfeasibleOutputs = InfeasibleOutputs,
        LeastEpsilon = LeastEpsilon,
    };

    /// <summary>What another step made of the attack image; nothing is proved of it.</summary>
    internal AttackResult WithImage(string method, byte[] image) => new(method, _op, Epsilon, Source, image, Target)
    {
        Primal = AdaptiveAttack.HalfSquares(Source, image),
        InfeasibleOutputs = InfeasibleOutputs,
    };

    private PixelImage<byte> Output(IScaler scaler)
    {
        ArgumentNullException.ThrowIfNull(scaler);
        return scaler.Scale(Image, Target.Size);
    }
}
