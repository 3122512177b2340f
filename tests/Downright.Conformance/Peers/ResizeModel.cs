using Google.Protobuf;

namespace Downright.Conformance.Peers;

/// <summary>
/// An ONNX model of one operator Resize, in the bytes of onnx.proto: an image of any size and four target sizes go in,
/// the scaled image comes out.
/// </summary>
internal static class ResizeModel
{
    public const string Input = "image", Sizes = "sizes", Output = "scaled";

    private const int OperatorSet = 19;

    /// <summary>The numbers of onnx.proto's TensorProto.DataType and AttributeProto.AttributeType.</summary>
    private const int Float = 1, UInt8 = 2, Int64 = 7, FloatAttribute = 1, IntAttribute = 2, StringAttribute = 3;

    public static byte[] Of(ScalerProfile profile, bool floats)
    {
        int type = floats ? Float : UInt8;
        ByteString graph = Message(
            o => Field(o, 1, Node(profile)),
            o => Field(o, 2, "resize"),
            o => Field(o, 11, Value(Input, type, "n", "c", "h", "w")),
            o => Field(o, 11, Sides()),
            o => Field(o, 12, Value(Output, type, "n", "c", "y", "x")));
        return Message(
            o => Field(o, 1, 8),
            o => Field(o, 7, graph),
            o => Field(o, 8, Message(set => Field(set, 2, OperatorSet)))).ToByteArray();
    }

    private static ByteString Node(ScalerProfile profile) => Message(
        o => Field(o, 1, Input),
        o => Field(o, 1, ""),
        o => Field(o, 1, ""),
        o => Field(o, 1, Sizes),
        o => Field(o, 2, Output),
        o => Field(o, 4, "Resize"),
        o => Field(o, 5, Text("mode", ModeOf(profile))),
        o => Field(o, 5, Text("coordinate_transformation_mode", profile.Coordinates switch
        {
            OnnxCoordinates.Asymmetric => "asymmetric",
            OnnxCoordinates.AlignCorners => "align_corners",
            OnnxCoordinates.PytorchHalfPixel => "pytorch_half_pixel",
            _ => "half_pixel",
        })),
        o => Field(o, 5, Text("nearest_mode", profile.Rounding switch
        {
            OnnxRounding.RoundPreferCeil => "round_prefer_ceil",
            OnnxRounding.Floor => "floor",
            OnnxRounding.Ceil => "ceil",
            _ => "round_prefer_floor",
        })),
        o => Field(o, 5, Message(a => Field(a, 1, "cubic_coeff_a"), a => Field(a, 2, (float)profile.CubicCoefficient), a => Field(a, 20, FloatAttribute))),
        o => Field(o, 5, Message(a => Field(a, 1, "antialias"), a => Field(a, 3, profile.Antialias ? 1 : 0), a => Field(a, 20, IntAttribute))));

    private static string ModeOf(ScalerProfile profile) => profile.Algorithm switch
    {
        ScalerAlgorithm.Nearest => "nearest",
        ScalerAlgorithm.Linear => "linear",
        ScalerAlgorithm.Cubic => "cubic",
        _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, "ONNX has no such mode."),
    };

    private static ByteString Text(string name, string value) =>
        Message(a => Field(a, 1, name), a => Field(a, 4, value), a => Field(a, 20, StringAttribute));

    /// <summary>The image or the scaled image: a ValueInfoProto whose dimensions have names alone.</summary>
    private static ByteString Value(string name, int type, params string[] dimensions) =>
        Value(name, type, Message([.. dimensions.Select<string, Action<CodedOutputStream>>(dimension =>
            o => Field(o, 1, Message(d => Field(d, 2, dimension))))]));

    /// <summary>The four target sizes.</summary>
    private static ByteString Sides() => Value(Sizes, Int64, Message(o => Field(o, 1, Message(d => Field(d, 1, 4)))));

    private static ByteString Value(string name, int type, ByteString shape)
    {
        ByteString tensor = Message(o => Field(o, 1, type), o => Field(o, 2, shape));
        return Message(o => Field(o, 1, name), o => Field(o, 2, Message(t => Field(t, 1, tensor))));
    }

    private static ByteString Message(params ReadOnlySpan<Action<CodedOutputStream>> fields)
    {
        using var bytes = new MemoryStream();
        using var output = new CodedOutputStream(bytes);
        foreach (Action<CodedOutputStream> field in fields) field(output);
        output.Flush();
        return ByteString.CopyFrom(bytes.ToArray());
    }

    private static void Field(CodedOutputStream output, int number, ByteString value)
    {
        output.WriteTag(number, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(value);
    }

    private static void Field(CodedOutputStream output, int number, string value)
    {
        output.WriteTag(number, WireFormat.WireType.LengthDelimited);
        output.WriteString(value);
    }

    private static void Field(CodedOutputStream output, int number, int value)
    {
        output.WriteTag(number, WireFormat.WireType.Varint);
        output.WriteInt32(value);
    }

    private static void Field(CodedOutputStream output, int number, float value)
    {
        output.WriteTag(number, WireFormat.WireType.Fixed32);
        output.WriteFloat(value);
    }
}
