namespace Downright.Detection;

/// <summary>Every detection method.</summary>
public static class DetectionMethods
{
    /// <summary>All methods, in the order of their descriptions in docs/methods.</summary>
    public static IReadOnlyList<DetectionMethod> All { get; } =
    [
        new DownAndUpMse(),
        new DownAndUpPsnr(),
        new DownAndUpSsim(),
    ];

    /// <summary>Finds a method by its name.</summary>
    /// <exception cref="ArgumentException">There is no such method; the message says which there are.</exception>
    public static DetectionMethod Named(string name) =>
        All.FirstOrDefault(method => method.Name == name)
        ?? throw new ArgumentException($"There is no detection method '{name}'; there are {string.Join(", ", All)}.", nameof(name));
}
