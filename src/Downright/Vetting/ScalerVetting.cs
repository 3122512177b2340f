using Downright.Scaling;

namespace Downright.Vetting;

/// <summary>
/// Vets scalers: says of any of them, known or a black box, whether it can be attacked, how badly, and what is the proof
/// (docs/methods/vetting.md, docs/methods/bound.md).
/// </summary>
public static class ScalerVetting
{
    /// <summary>Vets a known scaler from its operator, and compares the operator with the library's exact bytes.</summary>
    /// <param name="profile">What the library computes.</param>
    /// <param name="options">Policy and geometries; the defaults if null.</param>
    /// <param name="cancellation">Stops between geometries.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static VettingResult Vet(ScalerProfile profile, VettingOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(profile);
        options ??= new VettingOptions();
        var scaler = new ProfileScaler(profile);
        var verdicts = new GeometryVerdict[options.Geometries.Count];
        Parallel.For(0, verdicts.Length, new ParallelOptions { CancellationToken = cancellation }, i =>
        {
            ScalingGeometry geometry = options.Geometries[i];
            var op = ScalingOperator.Compile(profile, geometry.Source, geometry.Target);
            PixelImage<byte> check = ProbeImages.PhotoLike(geometry.Source);
            double residual = LinearModel.LargestDifference(op, check, scaler.Scale(check, geometry.Target));
            verdicts[i] = Judge(geometry, op, residual, options.Policy);
        });
        return new VettingResult(profile.Name, options.Policy, verdicts, Array.TrueForAll(verdicts, v => v.Verdict == Verdict.Robust) ? null : SafeSettings.For(profile));
    }

    /// <summary>
    /// Vets a black box: recovers its matrices from a few images that carry many experiments each, measures what they leave
    /// unexplained, and judges them. A scaler without such a model is judged by the influence of sampled pixels.
    /// </summary>
    /// <param name="scaler">
    /// Any scaler of RGB images. It is called from one thread at a time, six times a geometry as a rule; one that takes too
    /// long is given up, with its thread. Between the calls all processors work on what came out.
    /// </param>
    /// <param name="options">Policy, geometries and time limit; the defaults if null.</param>
    /// <param name="cancellation">Stops between calls of the scaler.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static VettingResult Vet(IScaler scaler, VettingOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(scaler);
        options ??= new VettingOptions();
        return new VettingResult(scaler.Name, options.Policy, new BlackBox(scaler, options.TimeLimit, cancellation).Vet(options.Geometries, options.Policy), safeSetting: null);
    }

    /// <summary>Vets a black box that is one function.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="scale">Scales an RGB image to a size.</param>
    /// <param name="options">Policy, geometries and time limit; the defaults if null.</param>
    /// <param name="cancellation">Stops between calls of the scaler.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static VettingResult Vet(string name, Func<PixelImage<byte>, ImageSize, PixelImage<byte>> scale, VettingOptions? options = null, CancellationToken cancellation = default) =>
        Vet(new DelegateScaler(name, scale), options, cancellation);

    /// <summary>Judges an operator whose scaler leaves a residual.</summary>
    internal static GeometryVerdict Judge(ScalingGeometry geometry, ScalingOperator op, double residual, VettingPolicy policy)
    {
        var measures = ScalerMeasures.Of(op, policy.Shift);
        var (verdict, reason) = policy.Judge(measures);
        return new GeometryVerdict { Geometry = geometry, Verdict = verdict, Reasons = [reason], Measures = measures, LinearityResidual = residual };
    }
}
