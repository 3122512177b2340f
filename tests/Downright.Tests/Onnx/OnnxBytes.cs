using System.Text;

namespace Downright.Tests.Onnx;

/// <summary>Writes ONNX models field by field, in the numbers of onnx.proto and the wire format of protocol buffers.</summary>
public static class OnnxBytes
{
    public const int Float = 1, Long = 7;

    public static byte[] Model(long opset, params byte[][] graph) =>
        [.. Field(1, 8), .. Field(2, "test"), .. Field(7, Join(graph)), .. Field(8, [.. Field(1, ""), .. Field(2, opset)])];

    /// <summary>Field 1 of a GraphProto.</summary>
    public static byte[] Node(string type, string name, string[] inputs, string[] outputs, params byte[][] attributes) => Field(1, NodeFields(type, name, inputs, outputs, attributes));

    public static byte[] NodeFields(string type, string name, string[] inputs, string[] outputs, params byte[][] attributes) =>
        [.. Join([.. inputs.Select(i => Field(1, i))]), .. Join([.. outputs.Select(o => Field(2, o))]), .. Field(3, name), .. Field(4, type), .. Join(attributes)];

    public static byte[] Text(string name, string value) => Field(5, [.. Field(1, name), .. Field(4, value), .. Field(20, 3)]);

    public static byte[] Integer(string name, long value) => Field(5, [.. Field(1, name), .. Field(3, value), .. Field(20, 2)]);

    public static byte[] Single(string name, float value) => Field(5, [.. Field(1, name), .. Single(2, value), .. Field(20, 1)]);

    public static byte[] Singles(string name, params float[] values) => Field(5, [.. Field(1, name), .. Join([.. values.Select(v => Single(7, v))]), .. Field(20, 6)]);

    public static byte[] Integers(string name, params long[] values) => Field(5, [.. Field(1, name), .. Field(8, Join([.. values.Select(Varint)])), .. Field(20, 7)]);

    public static byte[] Tensor(string name, byte[] tensor) => Field(5, [.. Field(1, name), .. Field(5, tensor), .. Field(20, 4)]);

    public static byte[] Graph(string name, params byte[][] graph) => Field(5, [.. Field(1, name), .. Field(6, Join(graph)), .. Field(20, 5)]);

    /// <summary>Field 5 of a GraphProto.</summary>
    public static byte[] Initializer(byte[] tensor) => Field(5, tensor);

    public static byte[] Floats(string name, params float[] values) => [.. Field(1, values.Length), .. Field(2, Float), .. Field(8, name), .. Field(9, [.. values.SelectMany(BitConverter.GetBytes)])];

    public static byte[] Longs(string name, params long[] values) => [.. Field(1, values.Length), .. Field(2, Long), .. Field(7, Join([.. values.Select(Varint)])), .. Field(8, name)];

    /// <summary>Fields 11, 12 and 13 of a GraphProto: inputs, outputs and values in between. A dimension below 0 has a name alone.</summary>
    public static byte[] Value(int field, string name, int type, params long[] dimensions)
    {
        byte[] shape = Join([.. dimensions.Select((d, i) => Field(1, d < 0 ? Field(2, $"d{i}") : Field(1, d)))]);
        return Field(field, [.. Field(1, name), .. Field(2, Field(1, [.. Field(1, type), .. Field(2, shape)]))]);
    }

    /// <summary>An image of four dimensions, a node Resize, and what comes out; in versions 11 and 12 it must be given a region too.</summary>
    public static byte[] Resize(long opset, long[] image, float[] scales, params byte[][] attributes) => Model(
        opset,
        Node("Resize", "shrink", opset switch { >= 13 => ["image", "", "scales"], >= 11 => ["image", "region", "scales"], _ => ["image", "scales"] }, ["small"], attributes),
        Field(2, "graph"),
        Initializer(Floats("scales", scales)),
        opset is 11 or 12 ? Initializer(Floats("region")) : [],
        Value(11, "image", Float, image),
        Value(12, "small", Float, -1, -1, -1, -1));

    public static byte[] Field(int number, long value) => [.. Varint((uint)number << 3), .. Varint(value)];

    public static byte[] Field(int number, string text) => Field(number, Encoding.UTF8.GetBytes(text));

    public static byte[] Field(int number, byte[] payload) => [.. Varint(((uint)number << 3) | 2), .. Varint(payload.Length), .. payload];

    public static byte[] Single(int number, float value) => [.. Varint(((uint)number << 3) | 5), .. BitConverter.GetBytes(value)];

    public static byte[] Varint(long value)
    {
        List<byte> bytes = [];
        ulong rest = (ulong)value;
        for (; rest > 127; rest >>= 7) bytes.Add((byte)(rest | 128));
        return [.. bytes, (byte)rest];
    }

    private static byte[] Join(byte[][] parts) => [.. parts.SelectMany(p => p)];
}
