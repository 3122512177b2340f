using System.Globalization;

namespace Downright;

/// <summary>
/// What a library computes when it scales: its algorithm and the options that change the result. The name,
/// <c>library:algorithm[+option…]</c>, says all of it and stands alike in the API, the tool and the reports.
/// </summary>
/// <example><c>ScalerProfile.Parse("opencv:linear")</c>, <c>ScalerProfile.Parse("torch:cubic+antialias")</c></example>
public sealed record ScalerProfile
{
    /// <summary>The cubic coefficient that ONNX takes when none is given.</summary>
    public const double DefaultCubicCoefficient = -0.75;

    /// <summary>Beyond this, the sum that a widened cubic kernel is divided by comes near 0.</summary>
    private const double LargestCubicCoefficient = 8;

    /// <summary>Creates the profile of a library's algorithm with the library's default options.</summary>
    /// <exception cref="ArgumentException">The library has no such algorithm.</exception>
    public ScalerProfile(ScalerLibrary library, ScalerAlgorithm algorithm)
    {
        if (!ScalerNames.AlgorithmsOf(library).Contains(algorithm))
            throw new ArgumentException($"{ScalerNames.Of(library)} has no algorithm {ScalerNames.Of(algorithm)}.", nameof(algorithm));
        Library = library;
        Algorithm = algorithm;
    }

    /// <summary>The library.</summary>
    public ScalerLibrary Library { get; }

    /// <summary>The algorithm.</summary>
    public ScalerAlgorithm Algorithm { get; }

    /// <summary>
    /// Whether the kernel is asked to widen when the image shrinks (<c>+antialias</c>). Libraries that always widen it
    /// (Pillow) have no such option.
    /// </summary>
    /// <exception cref="ArgumentException">The algorithm has no such option.</exception>
    public bool Antialias
    {
        get;
        init => field = !value || ScalerNames.HasAntialias(Library, Algorithm) ? value : throw HasNoOption("antialias");
    }

    /// <summary>
    /// Pillow's <c>reducing_gap</c> (<c>+gap=2</c>): the image is first reduced by whole factors so that the resampling
    /// proper still shrinks by at least this much. At least 1; null for none.
    /// </summary>
    /// <exception cref="ArgumentException">The algorithm has no such option, or the gap is less than 1.</exception>
    public double? ReducingGap
    {
        get;
        init
        {
            if (value is not null && !ScalerNames.HasReducingGap(Library, Algorithm)) throw HasNoOption("gap");
            if (value is not (null or (>= 1 and < double.PositiveInfinity)))
                throw new ArgumentException("The reducing gap is at least 1.", nameof(value));
            field = value;
        }
    }

    /// <summary>ONNX: how output coordinates map to the source.</summary>
    /// <exception cref="ArgumentException">The library is not ONNX.</exception>
    public OnnxCoordinates Coordinates
    {
        get;
        init => field = value == OnnxCoordinates.HalfPixel || Library == ScalerLibrary.Onnx ? value : throw HasNoOption(ScalerNames.Of(value));
    }

    /// <summary>ONNX nearest: how coordinates are rounded.</summary>
    /// <exception cref="ArgumentException">The profile is not ONNX nearest.</exception>
    public OnnxRounding Rounding
    {
        get;
        init => field = value == OnnxRounding.RoundPreferFloor || (Library, Algorithm) == (ScalerLibrary.Onnx, ScalerAlgorithm.Nearest)
            ? value
            : throw HasNoOption(ScalerNames.Of(value));
    }

    /// <summary>ONNX cubic: the coefficient a of Keys' kernel, from −8 to 8; −0.75 unless given (<c>+a=-0.5</c>).</summary>
    /// <exception cref="ArgumentException">The profile is not ONNX cubic, or the coefficient is out of range.</exception>
    public double CubicCoefficient
    {
        get;
        init
        {
            if (value != DefaultCubicCoefficient && (Library, Algorithm) != (ScalerLibrary.Onnx, ScalerAlgorithm.Cubic)) throw HasNoOption("a");
            if (!(Math.Abs(value) <= LargestCubicCoefficient)) throw new ArgumentException("The cubic coefficient lies between -8 and 8.", nameof(value));
            field = value;
        }
    } = DefaultCubicCoefficient;

    /// <summary>The canonical name: <c>library:algorithm</c>, then the options that differ from the defaults, in their fixed order.</summary>
    public string Name
    {
        get
        {
            string name = $"{ScalerNames.Of(Library)}:{ScalerNames.Of(Algorithm)}";
            if (ReducingGap is { } gap) name += string.Create(CultureInfo.InvariantCulture, $"+gap={gap}");
            if (Coordinates != OnnxCoordinates.HalfPixel) name += $"+{ScalerNames.Of(Coordinates)}";
            if (Rounding != OnnxRounding.RoundPreferFloor) name += $"+{ScalerNames.Of(Rounding)}";
            if (CubicCoefficient != DefaultCubicCoefficient) name += string.Create(CultureInfo.InvariantCulture, $"+a={CubicCoefficient}");
            if (Antialias) name += "+antialias";
            return name;
        }
    }

    /// <summary>
    /// Every profile by name: each library's algorithms with each of their named options, libraries in the order of
    /// <see cref="ScalerLibrary"/>. Options that take a number (gap, a) stand with one usual value or their default.
    /// </summary>
    public static IReadOnlyList<ScalerProfile> All { get; } = [.. ScalerNames.EveryProfile()];

    /// <summary>Reads a name, <c>library:algorithm[+option…]</c>; the options may come in any order, each once.</summary>
    /// <exception cref="FormatException">The text is no scaler's name; the message says what would be.</exception>
    public static ScalerProfile Parse(string name) => ScalerNames.Parse(name);

    /// <summary>The canonical name.</summary>
    public override string ToString() => Name;

    private ArgumentException HasNoOption(string option) =>
        new($"{ScalerNames.Of(Library)}:{ScalerNames.Of(Algorithm)} has no option {option}.");
}
