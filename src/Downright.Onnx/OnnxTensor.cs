using System.Buffers.Binary;

namespace Downright.Onnx;

/// <summary>A small constant: scales or sizes.</summary>
internal static class OnnxTensor
{
    /// <summary>As many axes as no image has.</summary>
    private const int MostValues = 16;

    /// <summary>The values of a TensorProto of singles or 64-bit integers; null where it is something else.</summary>
    public static double[]? Values(ProtoMessage tensor)
    {
        long? type = tensor.Integer(OnnxFields.TensorType);
        if (tensor.Messages(OnnxFields.TensorRaw).Select(m => (ProtoMessage?)m).LastOrDefault() is { } raw) return type switch
        {
            OnnxFields.FloatType => Raw(raw, sizeof(float), bytes => BinaryPrimitives.ReadSingleLittleEndian(bytes)),
            OnnxFields.Int64Type => Raw(raw, sizeof(long), bytes => BinaryPrimitives.ReadInt64LittleEndian(bytes)),
            _ => null,
        };
        return type switch
        {
            OnnxFields.FloatType => Few(tensor.Singles(OnnxFields.TensorSingles).Select(v => (double)v)),
            OnnxFields.Int64Type => Few(tensor.Integers(OnnxFields.TensorInt64).Select(v => (double)v)),
            _ => null,
        };
    }

    /// <summary>All values, if they are no more than an image may have axes.</summary>
    public static double[]? Few(IEnumerable<double> values)
    {
        double[] few = [.. values.Take(MostValues + 1)];
        return few.Length <= MostValues ? few : null;
    }

    private static double[]? Raw(ProtoMessage raw, int size, Func<byte[], double> read)
    {
        byte[][] values = raw.End - raw.Start <= MostValues * size ? [.. raw.Span().ToArray().Chunk(size)] : [];
        return values.Length > 0 && values[^1].Length == size ? Array.ConvertAll(values, value => read(value)) : null;
    }
}
