using System.CommandLine;
using System.Globalization;
using Downright.Detection;
using Downright.Files;

namespace Downright.Cli.Options;

/// <summary>Options about what images are examined for.</summary>
internal sealed class DetectionArguments
{
    /// <summary>More than any thresholds take.</summary>
    private const int MostBytes = 1 << 24;

    private readonly Option<ImageSize[]> _sizes = SizeOptions.Targets("The size that the model's pipeline scales images to; may be given again (default: sizes are searched)");
    private readonly Option<ScalerProfile[]> _scalers = ScalerOptions.Many("What it scales with; may be given again (default: the vulnerable scalers of the common libraries)");
    private readonly Option<string[]> _methods = MethodOptions.Many("A method; may be given again (default: the recommended set)");
    private readonly Option<double> _falsePositiveRate = ValueOption.Create(["--fpr"], "The share of benign images that may be called an attack (default: 0.01)", "RATE", "a number above 0 and below 1 such as 0.01",
        (string text, out double value) => double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value) && value is > 0 and < 1);

    private readonly Option<string> _thresholds = new("--thresholds") { Description = "Thresholds of one's own, as detect --calibrate writes them (default: those that come with the tool)", HelpName = "FILE", Arity = ArgumentArity.ExactlyOne };

    /// <summary>All of them.</summary>
    public Option[] All => [_sizes, _scalers, _methods, _falsePositiveRate, _thresholds];

    /// <summary>Whether an option's value is a file.</summary>
    public bool NamesFile(Option option) => option == _thresholds;

    /// <summary>The options as the detector takes them.</summary>
    /// <exception cref="UsageException">The file named holds no thresholds.</exception>
    public DetectionOptions In(ParseResult arguments) => new()
    {
        Sizes = arguments.GetValue(_sizes) ?? [],
        Scalers = arguments.GetValue(_scalers) ?? [],
        Methods = arguments.GetValue(_methods) ?? [],
        Thresholds = arguments.GetValue(_thresholds) is { } path ? Thresholds(path) : null,
        FalsePositiveRate = arguments.ValueOr(_falsePositiveRate, new DetectionOptions().FalsePositiveRate),
    };

    /// <summary>A detector with these options.</summary>
    /// <exception cref="UsageException">No method has a threshold to decide by.</exception>
    public static Detector DetectorOf(DetectionOptions options)
    {
        try
        {
            return new Detector(options);
        }
        catch (ArgumentException e)
        {
            throw new UsageException($"{e.Message} (give what is unknown, choose another --method or --fpr, or make thresholds of your own with detect --calibrate)");
        }
    }

    private static DetectionThresholds Thresholds(string path)
    {
        try
        {
            return DetectionThresholds.Parse(InputFile.ReadAllBytes(path, MostBytes));
        }
        catch (ImageFileException e)
        {
            throw new UsageException($"--thresholds: {e.Message}");
        }
        catch (FormatException e)
        {
            throw new UsageException($"--thresholds: {path}: {e.Message}");
        }
    }
}
