namespace Downright.Vetting;

/// <summary>Vets one black box, geometry after geometry.</summary>
internal sealed class BlackBox(IScaler scaler, TimeSpan limit, CancellationToken cancellation)
{
    private const double LeastCaptured = 0.5;

    /// <summary>Where what moves at all moves less, in steps, rounding decides which pixels seem to count.</summary>
    private const double LeastMoved = 0.08;
    private const int FewestCarrying = 3;

    private readonly GuardedScaler _scaler = new(scaler, limit, cancellation);
    private string? _givenUp;

    public GeometryVerdict Vet(ScalingGeometry geometry, VettingPolicy policy)
    {
        if (_givenUp is not null) return Undetermined(geometry, null, $"not measured, since {_givenUp}");
        try
        {
            return Measure(geometry, policy);
        }
        catch (ProbeFailure failure)
        {
            if (failure.IsLasting) _givenUp = failure.Message;
            return Undetermined(geometry, null, failure.Message);
        }
    }

    private GeometryVerdict Measure(ScalingGeometry geometry, VettingPolicy policy)
    {
        List<PixelImage<byte>> outputs = BlackBoxRecovery.Scaled(new CodedProbe(geometry), _scaler.Scale, geometry);
        RecoveredOperator recovered = BlackBoxRecovery.Solve(_scaler.Name, outputs, geometry);
        PixelImage<byte> photo = ProbeImages.PhotoLike(geometry.Source), output = _scaler.Scale(photo, geometry.Target);
        bool isLinear = Residual() <= policy.LargestResidual && recovered.KeepsUniform;
        if (isLinear)
        {
            recovered = BlackBoxRecovery.Refine(_scaler.Name, _scaler.Scale, outputs, geometry);
            isLinear = Residual() <= policy.LargestResidual && recovered.KeepsUniform;
            return isLinear
                ? ScalerVetting.Judge(geometry, recovered.Operator, Residual(), policy)
                : Undetermined(geometry, Residual(), WhatTheModelLeaves(recovered, OnPhoto(), policy));
        }

        double onPhoto = OnPhoto(), residual = Residual();
        string model = WhatTheModelLeaves(recovered, onPhoto, policy);
        if (Orientation.Of(photo, output) is { } orientation) return Undetermined(geometry, residual, $"its output is {orientation}", model);

        var influence = SampledInfluence.Measure(_scaler.Scale, photo, output);
        string measured = FormattableString.Invariant($"{influence.Carrying} of {influence.Pixels} sampled pixels move an output noticeably");
        bool fewDecide = influence.Carrying >= FewestCarrying && influence.Captured >= LeastCaptured && influence.MeanOfCarrying >= LeastMoved && influence.Concentration <= policy.VulnerableEnergy;
        return fewDecide
            ? new GeometryVerdict { Geometry = geometry, Verdict = Verdict.Vulnerable, LinearityResidual = residual, Reasons = [$"few pixels decide: {measured}, and they carry all the influence", model] }
            : Undetermined(geometry, residual, model, measured);

        double OnPhoto() => LinearModel.LargestDifference(recovered.Operator, photo, output);
        double Residual() => Math.Max(recovered.Residual, OnPhoto());
    }

    private static string WhatTheModelLeaves(RecoveredOperator recovered, double onPhoto, VettingPolicy policy)
    {
        if (recovered.Residual > policy.LargestResidual)
            return FormattableString.Invariant($"no linear separable model explains it: {recovered.Residual:0.#} grey levels are left on random images, {onPhoto:0.#} on a photo-like one");
        return onPhoto > policy.LargestResidual
            ? FormattableString.Invariant($"it depends on the content: the model of what it does to random images is {onPhoto:0.#} grey levels off on a photo-like one")
            : "it does not keep a uniform image as it is";
    }

    private static GeometryVerdict Undetermined(ScalingGeometry geometry, double? residual, params string[] reasons) =>
        new() { Geometry = geometry, Verdict = Verdict.Undetermined, Reasons = reasons, LinearityResidual = residual };
}
