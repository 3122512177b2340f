using System.Globalization;

namespace Downright;

/// <summary>The words of scaler names: which library has which algorithms and options, and how they are written.</summary>
internal static class ScalerNames
{
    private static readonly (ScalerLibrary Library, string Name, ScalerAlgorithm[] Algorithms)[] Libraries =
    [
        (ScalerLibrary.Downright, "downright", [ScalerAlgorithm.Area]),
        (ScalerLibrary.OpenCv, "opencv", [ScalerAlgorithm.Nearest, ScalerAlgorithm.NearestExact, ScalerAlgorithm.Linear, ScalerAlgorithm.LinearExact, ScalerAlgorithm.Cubic, ScalerAlgorithm.Area, ScalerAlgorithm.Lanczos4]),
        (ScalerLibrary.Pillow, "pillow", [ScalerAlgorithm.Nearest, ScalerAlgorithm.Box, ScalerAlgorithm.Linear, ScalerAlgorithm.Hamming, ScalerAlgorithm.Cubic, ScalerAlgorithm.Lanczos]),
        (ScalerLibrary.TensorFlow, "tensorflow", [ScalerAlgorithm.Nearest, ScalerAlgorithm.Linear, ScalerAlgorithm.Cubic, ScalerAlgorithm.Area, ScalerAlgorithm.Lanczos3]),
        (ScalerLibrary.TensorFlow1, "tensorflow1", [ScalerAlgorithm.Nearest, ScalerAlgorithm.Linear, ScalerAlgorithm.Cubic, ScalerAlgorithm.Area]),
        (ScalerLibrary.Torch, "torch", [ScalerAlgorithm.Nearest, ScalerAlgorithm.NearestExact, ScalerAlgorithm.Linear, ScalerAlgorithm.Cubic, ScalerAlgorithm.Area]),
        (ScalerLibrary.Onnx, "onnx", [ScalerAlgorithm.Nearest, ScalerAlgorithm.Linear, ScalerAlgorithm.Cubic]),
    ];

    private static readonly (ScalerAlgorithm Algorithm, string Name)[] Algorithms =
    [
        (ScalerAlgorithm.Nearest, "nearest"),
        (ScalerAlgorithm.NearestExact, "nearest-exact"),
        (ScalerAlgorithm.Box, "box"),
        (ScalerAlgorithm.Linear, "linear"),
        (ScalerAlgorithm.LinearExact, "linear-exact"),
        (ScalerAlgorithm.Hamming, "hamming"),
        (ScalerAlgorithm.Cubic, "cubic"),
        (ScalerAlgorithm.Area, "area"),
        (ScalerAlgorithm.Lanczos, "lanczos"),
        (ScalerAlgorithm.Lanczos3, "lanczos3"),
        (ScalerAlgorithm.Lanczos4, "lanczos4"),
    ];

    private static readonly (OnnxCoordinates Coordinates, string Name)[] CoordinateModes =
    [
        (OnnxCoordinates.HalfPixel, "half-pixel"),
        (OnnxCoordinates.Asymmetric, "asymmetric"),
        (OnnxCoordinates.AlignCorners, "align-corners"),
        (OnnxCoordinates.PytorchHalfPixel, "pytorch-half-pixel"),
    ];

    private static readonly (OnnxRounding Rounding, string Name)[] RoundingModes =
    [
        (OnnxRounding.RoundPreferFloor, "round-prefer-floor"),
        (OnnxRounding.RoundPreferCeil, "round-prefer-ceil"),
        (OnnxRounding.Floor, "floor"),
        (OnnxRounding.Ceil, "ceil"),
    ];

    public static string Of(ScalerLibrary library) => Array.Find(Libraries, l => l.Library == library).Name;

    public static string Of(ScalerAlgorithm algorithm) => Array.Find(Algorithms, a => a.Algorithm == algorithm).Name;

    public static string Of(OnnxCoordinates coordinates) => Array.Find(CoordinateModes, c => c.Coordinates == coordinates).Name;

    public static string Of(OnnxRounding rounding) => Array.Find(RoundingModes, r => r.Rounding == rounding).Name;

    public static ReadOnlySpan<ScalerAlgorithm> AlgorithmsOf(ScalerLibrary library) =>
        Array.Find(Libraries, l => l.Library == library).Algorithms;

    public static bool HasAntialias(ScalerLibrary library, ScalerAlgorithm algorithm) => (library, algorithm) is
        (ScalerLibrary.TensorFlow or ScalerLibrary.Torch or ScalerLibrary.Onnx, ScalerAlgorithm.Linear or ScalerAlgorithm.Cubic)
        or (ScalerLibrary.TensorFlow, ScalerAlgorithm.Lanczos3);

    public static bool HasReducingGap(ScalerLibrary library, ScalerAlgorithm algorithm) =>
        library == ScalerLibrary.Pillow && algorithm != ScalerAlgorithm.Nearest;

    public static IEnumerable<ScalerProfile> EveryProfile() =>
        from library in Libraries
        from algorithm in library.Algorithms
        from profile in WithOptions(new ScalerProfile(library.Library, algorithm))
        select profile;

    public static ScalerProfile Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string[] parts = name.Split(':');
        string libraries = string.Join(", ", Libraries.Select(l => l.Name));
        if (parts.Length != 2)
            throw new FormatException($"'{name}' is no scaler: write library:algorithm, such as opencv:linear; the libraries are {libraries}.");

        var library = Array.Find(Libraries, l => l.Name == parts[0]);
        if (library.Name is null)
            throw new FormatException($"'{name}': there is no library '{parts[0]}'; the libraries are {libraries}.");

        string[] words = parts[1].Split('+');
        var algorithm = Array.Find(Algorithms, a => a.Name == words[0]);
        if (algorithm.Name is null || !library.Algorithms.Contains(algorithm.Algorithm))
            throw new FormatException($"'{name}': {library.Name} has no algorithm '{words[0]}'; it has {string.Join(", ", library.Algorithms.Select(Of))}.");

        string[] options = words[1..];
        if (options.DistinctBy(KindOf).Count() != options.Length)
            throw new FormatException($"'{name}': an option of this kind stands there twice; give each once.");

        var profile = new ScalerProfile(library.Library, algorithm.Algorithm);
        try
        {
            return options.Aggregate(profile, WithOption);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new FormatException($"'{name}': {OneLine(e)} {OptionsOf(profile)}", e);
        }
    }

    private static IEnumerable<ScalerProfile> WithOptions(ScalerProfile profile)
    {
        bool onnx = profile.Library == ScalerLibrary.Onnx;
        IEnumerable<ScalerProfile> profiles = [profile];
        if (HasReducingGap(profile.Library, profile.Algorithm)) profiles = profiles.Append(profile with { ReducingGap = 2 });
        if (onnx)
            profiles = profiles.SelectMany(_ => CoordinateModes, (p, c) => p with { Coordinates = c.Coordinates });
        if (onnx && profile.Algorithm == ScalerAlgorithm.Nearest)
            profiles = profiles.SelectMany(_ => RoundingModes, (p, r) => p with { Rounding = r.Rounding });
        if (HasAntialias(profile.Library, profile.Algorithm))
            profiles = profiles.SelectMany(p => new[] { p, p with { Antialias = true } });
        return profiles;
    }

    private static ScalerProfile WithOption(ScalerProfile profile, string option)
    {
        if (option == "antialias") return profile with { Antialias = true };
        if (option.StartsWith("gap=", StringComparison.Ordinal)) return profile with { ReducingGap = Number(option) };
        if (option.StartsWith("a=", StringComparison.Ordinal)) return profile with { CubicCoefficient = Number(option) };
        if (profile.Library == ScalerLibrary.Onnx)
        {
            var coordinates = Array.Find(CoordinateModes, c => c.Name == option);
            if (coordinates.Name is not null) return profile with { Coordinates = coordinates.Coordinates };
            var rounding = Array.Find(RoundingModes, r => r.Name == option);
            if (rounding.Name is not null && profile.Algorithm == ScalerAlgorithm.Nearest) return profile with { Rounding = rounding.Rounding };
        }

        throw new FormatException($"there is no option '{option}'.");
    }

    private static double Number(string option)
    {
        string text = option[(option.IndexOf('=') + 1)..];
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw new FormatException($"'{text}' is no number.");
    }

    /// <summary>Options of one kind exclude each other.</summary>
    private static string KindOf(string option)
    {
        if (Array.Exists(CoordinateModes, c => c.Name == option)) return "coordinates";
        if (Array.Exists(RoundingModes, r => r.Name == option)) return "rounding";
        return option.Split('=')[0];
    }

    private static string OptionsOf(ScalerProfile profile)
    {
        List<string> options = [];
        if (HasReducingGap(profile.Library, profile.Algorithm)) options.Add("gap=NUMBER (at least 1)");
        if (profile.Library == ScalerLibrary.Onnx) options.AddRange(CoordinateModes.Select(c => c.Name));
        if (profile is { Library: ScalerLibrary.Onnx, Algorithm: ScalerAlgorithm.Nearest }) options.AddRange(RoundingModes.Select(r => r.Name));
        if (profile is { Library: ScalerLibrary.Onnx, Algorithm: ScalerAlgorithm.Cubic }) options.Add("a=NUMBER (from -8 to 8)");
        if (HasAntialias(profile.Library, profile.Algorithm)) options.Add("antialias");
        return options.Count == 0 ? $"{profile} has no options." : $"{profile} has {string.Join(", ", options)}.";
    }

    private static string OneLine(Exception e) => e.Message.Split(" (Parameter", 2)[0];
}
