using System.Buffers.Binary;
using System.Text;

namespace Downright.Adapters.Onnx;

/// <summary>A message of protocol buffers that is being written: each field is a number with its wire type, then a value.</summary>
internal sealed class ProtoMessage
{
    private const int Varint = 0, LengthDelimited = 2, Fixed32 = 5;

    private readonly List<byte> _bytes = [];

    public ProtoMessage Add(int field, int value)
    {
        Write(((uint)field << 3) | Varint);
        Write((uint)value);
        return this;
    }

    public ProtoMessage Add(int field, float value)
    {
        Write(((uint)field << 3) | Fixed32);
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        _bytes.AddRange(bytes);
        return this;
    }

    public ProtoMessage Add(int field, string value) => Add(field, Encoding.UTF8.GetBytes(value));

    public ProtoMessage Add(int field, ProtoMessage value) => Add(field, value.ToArray());

    public byte[] ToArray() => [.. _bytes];

    private ProtoMessage Add(int field, byte[] value)
    {
        Write(((uint)field << 3) | LengthDelimited);
        Write((uint)value.Length);
        _bytes.AddRange(value);
        return this;
    }

    /// <summary>Seven bits a byte, the lowest first; the eighth says that more follow.</summary>
    private void Write(uint value)
    {
        for (; value >= 0x80; value >>= 7) _bytes.Add((byte)(value | 0x80));
        _bytes.Add((byte)value);
    }
}
