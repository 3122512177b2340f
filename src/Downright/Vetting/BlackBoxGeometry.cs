namespace Downright.Vetting;

/// <summary>Vets a black box at one pair of sizes, in steps: what it is shown, and what is made of that.</summary>
internal sealed class BlackBoxGeometry(string name, ScalingGeometry geometry, VettingPolicy policy)
{
    private const double LeastCaptured = 0.5;

    /// <summary>Where what moves at all moves less, in steps, rounding decides which pixels seem to count.</summary>
    private const double LeastMoved = 0.08;
    private const int FewestCarrying = 3;

    private List<PixelImage<byte>> _outputs = [];
    private PixelImage<byte>? _photoOutput;
    private RecoveredOperator? _recovered;
    private SampledInfluence? _influence;
    private double _onPhoto;
    private string? _failure;

    /// <summary>Whether the scaler did not do what a scaler does.</summary>
    public bool HasFailed => _failure is not null;

    private double Residual => Math.Max(_recovered!.Residual, _onPhoto);

    private bool IsLinear => Residual <= policy.LargestResidual && _recovered!.KeepsUniform;

    private PixelImage<byte> Photo => ProbeImages.PhotoLike(geometry.Source);

    /// <summary>Ends the measurement: the reason is the verdict's.</summary>
    public void Fail(string reason) => _failure = reason;

    /// <summary>Shows the scaler the images that its matrices are recovered from, and a photo-like one.</summary>
    public void Show(GuardedScaler scaler)
    {
        _outputs = BlackBoxRecovery.Scaled(new CodedProbe(geometry), scaler.Scale, geometry);
        _photoOutput = scaler.Scale(Photo, geometry.Target);
    }

    /// <summary>Recovers the matrices.</summary>
    public void Solve()
    {
        if (HasFailed) return;
        Compare(new CodedProbe(geometry).Solve(name, _outputs));
    }

    /// <summary>Shows a linear scaler one more image, and any other one stepped pixels.</summary>
    public void ShowMore(GuardedScaler scaler)
    {
        if (IsLinear) _outputs.Add(scaler.Scale(BlackBoxRecovery.Further(geometry).Image(_outputs.Count), geometry.Target));
        else if (TurnedTo() is null) _influence = SampledInfluence.Measure(scaler.Scale, Photo, _photoOutput!);
    }

    /// <summary>Judges what came of it.</summary>
    public GeometryVerdict Judge()
    {
        if (_failure is not null) return Undetermined(null, _failure);
        if (IsLinear)
        {
            if (_outputs.Count > new CodedProbe(geometry).Images) Compare(BlackBoxRecovery.Further(geometry).Solve(name, _outputs, _recovered!.Fit));
            return IsLinear ? ScalerVetting.Judge(geometry, _recovered!.Operator, Residual, policy) : Undetermined(Residual, WhatTheModelLeaves());
        }

        string model = WhatTheModelLeaves();
        if (_influence is null) return Undetermined(Residual, TurnedTo() is { } turned ? [$"its output is {turned}", model] : [model]);
        string measured = FormattableString.Invariant($"{_influence.Carrying} of {_influence.Pixels} sampled pixels move an output noticeably");
        bool fewDecide = _influence.Carrying >= FewestCarrying && _influence.Captured >= LeastCaptured && _influence.MeanOfCarrying >= LeastMoved && _influence.Concentration <= policy.VulnerableEnergy;
        return fewDecide
            ? new GeometryVerdict { Geometry = geometry, Verdict = Verdict.Vulnerable, LinearityResidual = Residual, Reasons = [$"few pixels decide: {measured}, and they carry all the influence", model] }
            : Undetermined(Residual, model, measured);
    }

    private void Compare(RecoveredOperator recovered)
    {
        _recovered = recovered;
        _onPhoto = LinearModel.LargestDifference(recovered.Operator, Photo, _photoOutput!);
    }

    private string? TurnedTo() => Orientation.Of(Photo, _photoOutput!);

    private string WhatTheModelLeaves()
    {
        if (_recovered!.Residual > policy.LargestResidual)
            return FormattableString.Invariant($"no linear separable model explains it: {_recovered.Residual:0.#} grey levels are left on random images, {_onPhoto:0.#} on a photo-like one");
        return _onPhoto > policy.LargestResidual
            ? FormattableString.Invariant($"it depends on the content: the model of what it does to random images is {_onPhoto:0.#} grey levels off on a photo-like one")
            : "it does not keep a uniform image as it is";
    }

    private GeometryVerdict Undetermined(double? residual, params string[] reasons) =>
        new() { Geometry = geometry, Verdict = Verdict.Undetermined, Reasons = reasons, LinearityResidual = residual };
}
