using System.Globalization;

namespace Downright.Onnx;

/// <summary>
/// What the attributes of a node Resize or Upsample mean in the version of its operator (ONNX's Operators.md and Changelog.md:
/// Upsample 7 and 9, Resize 10, 11, 13, 18, 19).
/// </summary>
internal sealed class ResizeAttributes
{
    private const int HasCoordinates = 11, HasAntialias = 18;

    private readonly string _mode;
    private readonly string _coordinates;
    private readonly string _nearest;
    private readonly double _a;
    private readonly long _excludeOutside;
    private readonly bool _antialias;
    private readonly long _opset;

    public ResizeAttributes(OnnxNode node, long opset)
    {
        _opset = opset;
        // Before version 11 the grid begins at the corner, and nearest rounds down.
        bool old = opset < HasCoordinates || node.Operator == "Upsample";
        _mode = Text(node, "mode", "nearest");
        _coordinates = old ? "asymmetric" : Text(node, "coordinate_transformation_mode", "half_pixel");
        _nearest = old ? "floor" : Text(node, "nearest_mode", "round_prefer_floor");
        _a = old ? -0.75 : node.Attribute("cubic_coeff_a")?.Single(OnnxFields.AttributeSingle) ?? -0.75;
        _excludeOutside = old ? 0 : Integer(node, "exclude_outside");
        _antialias = opset >= HasAntialias && Integer(node, "antialias") != 0;
        Axes = opset >= HasAntialias && node.Attribute("axes") is { } axes ? [.. axes.Integers(OnnxFields.AttributeIntegers).Take(16)] : null;
        KeepsAspect = opset >= HasAntialias && Text(node, "keep_aspect_ratio_policy", "stretch") != "stretch";
    }

    /// <summary>The axes that scales and sizes are of; null for all.</summary>
    public long[]? Axes { get; }

    /// <summary>Whether sizes are only limits.</summary>
    public bool KeepsAspect { get; }

    /// <summary>Names and values, as ONNX writes them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Listed()
    {
        List<KeyValuePair<string, string>> listed = [new("mode", _mode), new("coordinate_transformation_mode", _coordinates)];
        if (_mode == "nearest") listed.Add(new("nearest_mode", _nearest));
        if (_mode == "cubic") listed.Add(new("cubic_coeff_a", _a.ToString(CultureInfo.InvariantCulture)));
        if (_excludeOutside != 0) listed.Add(new("exclude_outside", "1"));
        if (_opset >= HasAntialias) listed.Add(new("antialias", _antialias ? "1" : "0"));
        return listed;
    }

    /// <summary>The scaler that does the same, or why there is none.</summary>
    /// <param name="wholeScale">Whether the output's size is exactly the scaled input's: then the symmetric half-pixel grid is the usual one.</param>
    public (ScalerProfile? Scaler, string? Why) Scaler(bool wholeScale)
    {
        if (_mode is not ("nearest" or "linear" or "cubic")) return (null, $"the mode '{_mode}' is none of ONNX's");
        string? grid = _coordinates switch
        {
            "half_pixel" => "",
            "half_pixel_symmetric" when wholeScale => "",
            "asymmetric" => "+asymmetric",
            "align_corners" => "+align-corners",
            "pytorch_half_pixel" => "+pytorch-half-pixel",
            _ => null,
        };
        if (_coordinates == "tf_half_pixel_for_nn" && _mode == "nearest" && _nearest == "floor") return (ScalerProfile.Parse("tensorflow:nearest"), null);
        if (grid is null) return (null, $"no scaler is known that has the grid {_coordinates}{(_coordinates == "half_pixel_symmetric" ? " at a size that is not the scaled one" : "")}");
        if (_excludeOutside != 0 && _mode != "nearest") return (null, "no scaler is known that leaves out what lies outside the image (exclude_outside=1)");

        string rounding = _mode != "nearest" ? "" : _nearest switch
        {
            "round_prefer_floor" => "",
            "round_prefer_ceil" => "+round-prefer-ceil",
            "floor" => "+floor",
            "ceil" => "+ceil",
            _ => "+unknown",
        };
        string a = _mode == "cubic" && _a != -0.75 ? string.Create(CultureInfo.InvariantCulture, $"+a={_a}") : "";
        try
        {
            return (ScalerProfile.Parse($"onnx:{_mode}{grid}{rounding}{a}{(_antialias && _mode != "nearest" ? "+antialias" : "")}"), null);
        }
        catch (FormatException e)
        {
            return (null, $"no scaler is known that does the same: {e.Message}");
        }
    }

    private static string Text(OnnxNode node, string name, string otherwise) => node.Attribute(name)?.Text(OnnxFields.AttributeText) is { Length: > 0 } text ? text : otherwise;

    private static long Integer(OnnxNode node, string name) => node.Attribute(name)?.Integer(OnnxFields.AttributeInteger) ?? 0;
}
