using System.Text;

namespace Downright.Tests.Evaluation;

/// <summary>Writes tiny ONNX models, field by field as Protocol Buffers do.</summary>
internal static class OnnxModels
{
    private const int FloatType = 1;

    /// <summary>A model that takes an input x and returns zeros, whatever it is.</summary>
    public static byte[] Constant(int[] input, int[] output)
    {
        byte[] tensor = [.. output.SelectMany(d => Number(1, d)), .. Number(2, FloatType), .. Field(8, "zeros"), .. Bytes(9, new byte[4 * output.Aggregate(1, (a, b) => a * b)])];
        byte[] node = [.. Field(1, "zeros"), .. Field(2, "y"), .. Field(4, "Identity")];
        byte[] graph = [.. Bytes(1, node), .. Field(2, "g"), .. Bytes(5, tensor), .. Bytes(11, Value("x", input)), .. Bytes(12, Value("y", output))];
        return [.. Number(1, 8), .. Bytes(8, [.. Number(2, 13)]), .. Bytes(7, graph)];
    }

    /// <summary>A model of three classes for 1×3×1×1: the mean of each plane as its score.</summary>
    public static byte[] PlaneMeans(int side)
    {
        byte[] pool = [.. Field(1, "x"), .. Field(2, "p"), .. Field(4, "GlobalAveragePool")];
        byte[] flatten = [.. Field(1, "p"), .. Field(2, "y"), .. Field(4, "Flatten")];
        byte[] graph = [.. Bytes(1, pool), .. Bytes(1, flatten), .. Field(2, "g"), .. Bytes(11, Value("x", [1, 3, side, side])), .. Bytes(12, Value("y", [1, 3]))];
        return [.. Number(1, 8), .. Bytes(8, [.. Number(2, 13)]), .. Bytes(7, graph)];
    }

    private static byte[] Value(string name, int[] shape)
    {
        byte[] dimensions = [.. shape.SelectMany(d => Bytes(1, [.. Number(1, d)]))];
        byte[] type = [.. Bytes(1, [.. Number(1, FloatType), .. Bytes(2, dimensions)])];
        return [.. Field(1, name), .. Bytes(2, type)];
    }

    private static byte[] Field(int number, string text) => Bytes(number, Encoding.UTF8.GetBytes(text));

    private static byte[] Bytes(int number, byte[] content) => [.. Varint((number << 3) | 2), .. Varint(content.Length), .. content];

    private static byte[] Number(int number, int value) => [.. Varint(number << 3), .. Varint(value)];

    private static IEnumerable<byte> Varint(int value)
    {
        for (; value >= 0x80; value >>= 7) yield return (byte)(value | 0x80);
        yield return (byte)value;
    }
}
