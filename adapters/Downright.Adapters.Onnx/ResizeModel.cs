namespace Downright.Adapters.Onnx;

/// <summary>
/// An ONNX model of one operator Resize, in the bytes of onnx.proto: an image of any size and four target sizes go in,
/// the scaled image comes out.
/// </summary>
internal static class ResizeModel
{
    public const string Input = "image", Sizes = "sizes", Output = "scaled";

    private const int IrVersion = 8, OperatorSet = 19;

    /// <summary>The numbers of onnx.proto's TensorProto.DataType and AttributeProto.AttributeType.</summary>
    private const int Float = 1, UInt8 = 2, Int64 = 7, FloatAttribute = 1, IntAttribute = 2, StringAttribute = 3;

    public static byte[] Of(ScalerProfile profile, bool floats)
    {
        int type = floats ? Float : UInt8;
        ProtoMessage graph = new ProtoMessage()
            .Add(1, Node(profile))
            .Add(2, "resize")
            .Add(11, Value(Input, type, Named("n", "c", "h", "w")))
            .Add(11, Value(Sizes, Int64, new ProtoMessage().Add(1, new ProtoMessage().Add(1, 4))))
            .Add(12, Value(Output, type, Named("n", "c", "y", "x")));
        return new ProtoMessage().Add(1, IrVersion).Add(7, graph).Add(8, new ProtoMessage().Add(2, OperatorSet)).ToArray();
    }

    public static string ModeOf(ScalerProfile profile) => profile.Algorithm switch
    {
        ScalerAlgorithm.Nearest => "nearest",
        ScalerAlgorithm.Linear => "linear",
        ScalerAlgorithm.Cubic => "cubic",
        _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, "ONNX has no such mode."),
    };

    public static string CoordinatesOf(ScalerProfile profile) => profile.Coordinates switch
    {
        OnnxCoordinates.Asymmetric => "asymmetric",
        OnnxCoordinates.AlignCorners => "align_corners",
        OnnxCoordinates.PytorchHalfPixel => "pytorch_half_pixel",
        _ => "half_pixel",
    };

    public static string RoundingOf(ScalerProfile profile) => profile.Rounding switch
    {
        OnnxRounding.RoundPreferCeil => "round_prefer_ceil",
        OnnxRounding.Floor => "floor",
        OnnxRounding.Ceil => "ceil",
        _ => "round_prefer_floor",
    };

    /// <summary>The inputs are the image, no region, no scales, and the sizes.</summary>
    private static ProtoMessage Node(ScalerProfile profile) => new ProtoMessage()
        .Add(1, Input)
        .Add(1, "")
        .Add(1, "")
        .Add(1, Sizes)
        .Add(2, Output)
        .Add(4, "Resize")
        .Add(5, Text("mode", ModeOf(profile)))
        .Add(5, Text("coordinate_transformation_mode", CoordinatesOf(profile)))
        .Add(5, Text("nearest_mode", RoundingOf(profile)))
        .Add(5, new ProtoMessage().Add(1, "cubic_coeff_a").Add(2, (float)profile.CubicCoefficient).Add(20, FloatAttribute))
        .Add(5, new ProtoMessage().Add(1, "antialias").Add(3, profile.Antialias ? 1 : 0).Add(20, IntAttribute));

    private static ProtoMessage Text(string name, string value) => new ProtoMessage().Add(1, name).Add(4, value).Add(20, StringAttribute);

    /// <summary>The shape of an image or a scaled image: its dimensions have names alone.</summary>
    private static ProtoMessage Named(params ReadOnlySpan<string> dimensions)
    {
        var shape = new ProtoMessage();
        foreach (string dimension in dimensions) shape.Add(1, new ProtoMessage().Add(2, dimension));
        return shape;
    }

    /// <summary>A ValueInfoProto.</summary>
    private static ProtoMessage Value(string name, int type, ProtoMessage shape) =>
        new ProtoMessage().Add(1, name).Add(2, new ProtoMessage().Add(1, new ProtoMessage().Add(1, type).Add(2, shape)));
}
