using Downright.Analysis;

namespace Downright.Prevention;

/// <summary>What is scaled with, and how it is made safe.</summary>
public sealed record PreventionOptions
{
    /// <summary>The scaler to defend; <c>opencv:linear</c> unless set. <see cref="PreventionMethod.Area"/> ignores it.</summary>
    /// <exception cref="ArgumentNullException">The profile is null.</exception>
    public ScalerProfile Scaler
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new(ScalerLibrary.OpenCv, ScalerAlgorithm.Linear);

    /// <summary>How the image is made safe; the selective median filter unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such method.</exception>
    public PreventionMethod Method
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The method is None, Area, Median, Random or Mean.");
    } = PreventionMethod.Median;

    /// <summary>Which pixels the selective filters replace; <see cref="ConsideredMode.Support"/> unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such mode.</exception>
    public ConsideredMode Considered
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The mode is Support or Reference.");
    } = ConsideredMode.Support;

    /// <summary>
    /// f, finite and above 0; 1 unless set. The window around a considered pixel reaches ⌊β/f⌋ pixels to either side, β
    /// the axis' scaling ratio. <see cref="PreventionMethod.Mean"/> has other windows and ignores it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not finite or not above 0.</exception>
    public double BandwidthFactor
    {
        get;
        init => field = value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The bandwidth factor is a finite number above 0.");
    } = 1;

    /// <summary>
    /// Makes the selective random filter repeatable; null, the default, draws a secret seed from the system's secure source
    /// for each image. Whoever knows the seed knows which pixels will be used: set it for experiments only.
    /// </summary>
    public ulong? Seed { get; init; }
}
