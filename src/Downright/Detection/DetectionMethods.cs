namespace Downright.Detection;

/// <summary>Every detection method.</summary>
public static class DetectionMethods
{
    /// <summary>All methods, in the order of their descriptions in docs/methods.</summary>
    public static IReadOnlyList<DetectionMethod> All { get; } =
    [
        new Ensemble(),
        new OverallResidual(),
        new LocalResidual(),
        new DownAndUpMse(),
        new DownAndUpPsnr(),
        new DownAndUpSsim(),
        new DownAndUpHistogram(),
        new DownAndUpScattering(),
        new MinimumFilterMse(),
        new MinimumFilterSsim(),
        new MaximumFilterMse(),
        new MaximumFilterSsim(),
        new CentredSpectrumPoints(),
        new ImprovedSpectrumPoints(),
        new PeakSpectrum(),
        new PeakDistance(),
        new CleanMedianPsnr(),
        new CleanMedianSsim(),
        new CleanRandomPsnr(),
        new CleanRandomSsim(),
        new PatchClean(),
        new TargetedPatchClean(),
        new TargetedPrevention(),
    ];

    /// <summary>The methods that are used where none are named: the first is the verdict's, the others say why.</summary>
    public static IReadOnlyList<string> Recommended { get; } = [.. All.OfType<ResidualMethod>().Select(method => method.Name)];

    /// <summary>Finds a method by its name.</summary>
    /// <exception cref="ArgumentException">There is no such method; the message says which there are.</exception>
    public static DetectionMethod Named(string name) =>
        All.FirstOrDefault(method => method.Name == name)
        ?? throw new ArgumentException($"There is no detection method '{name}'; there are {string.Join(", ", All)}.", nameof(name));
}
