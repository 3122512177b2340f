using System.Text;
using Google.Protobuf;

namespace Downright.Onnx;

/// <summary>A message of a model, read field by field where it lies. Fields of another type than expected count as absent.</summary>
internal readonly record struct ProtoMessage(byte[] Bytes, int Start, int End)
{
    /// <summary>The fields in their order.</summary>
    /// <exception cref="InvalidProtocolBufferException">The bytes are no message.</exception>
    public IEnumerable<ProtoField> Fields()
    {
        var stream = new CodedInputStream(Bytes, Start, End - Start);
        for (int start = Start; ; start = (int)stream.Position)
        {
            uint tag = stream.ReadTag();
            if (tag == 0) yield break;
            WireFormat.WireType type = WireFormat.GetTagWireType(tag);
            int payload = (int)stream.Position;
            stream.SkipLastField();
            if (type == WireFormat.WireType.LengthDelimited)
            {
                var length = new CodedInputStream(Bytes, payload, (int)stream.Position - payload);
                length.ReadLength();
                payload = (int)length.Position;
            }

            yield return new ProtoField(WireFormat.GetTagFieldNumber(tag), type, start, payload, (int)stream.Position);
        }
    }

    /// <summary>The messages in a field that may be repeated.</summary>
    public IEnumerable<ProtoMessage> Messages(int number)
    {
        ProtoMessage self = this;
        return Fields().Where(f => f.Number == number && f.Type == WireFormat.WireType.LengthDelimited).Select(self.Message);
    }

    /// <summary>The texts in a field that may be repeated.</summary>
    public IEnumerable<string> Texts(int number) => Messages(number).Select(m => m.Text());

    /// <summary>The text of a field; empty where it is absent.</summary>
    public string Text(int number) => Texts(number).LastOrDefault("");

    /// <summary>The whole number of a field; null where it is absent.</summary>
    public long? Integer(int number)
    {
        foreach (ProtoField field in Fields().Reverse())
            if (field.Number == number && field.Type == WireFormat.WireType.Varint) return new CodedInputStream(Bytes, field.Payload, field.End - field.Payload).ReadInt64();
        return null;
    }

    /// <summary>The single of a field; null where it is absent.</summary>
    public float? Single(int number)
    {
        foreach (ProtoField field in Fields().Reverse())
            if (field.Number == number && field.Type == WireFormat.WireType.Fixed32) return BitConverter.ToSingle(Bytes, field.Payload);
        return null;
    }

    /// <summary>The whole numbers of a repeated field, packed or not.</summary>
    public IEnumerable<long> Integers(int number)
    {
        foreach (ProtoField field in Fields().Where(f => f.Number == number))
        {
            if (field.Type is not (WireFormat.WireType.Varint or WireFormat.WireType.LengthDelimited)) continue;
            var stream = new CodedInputStream(Bytes, field.Payload, field.End - field.Payload);
            while (!stream.IsAtEnd) yield return stream.ReadInt64();
        }
    }

    /// <summary>The singles of a repeated field, packed or not.</summary>
    public IEnumerable<float> Singles(int number)
    {
        foreach (ProtoField field in Fields().Where(f => f.Number == number))
        {
            if (field.Type is not (WireFormat.WireType.Fixed32 or WireFormat.WireType.LengthDelimited)) continue;
            for (int at = field.Payload; at + sizeof(float) <= field.End; at += sizeof(float)) yield return BitConverter.ToSingle(Bytes, at);
        }
    }

    /// <summary>The message of a field that has a length.</summary>
    public ProtoMessage Message(ProtoField field) => new(Bytes, field.Payload, field.End);

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Span() => Bytes.AsSpan(Start, End - Start);

    // Names are shown on terminals: what would steer one is no part of a name.
    private string Text() => string.Concat(Encoding.UTF8.GetString(Span()).Select(c => char.IsControl(c) ? '?' : c));
}
