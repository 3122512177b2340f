using Google.Protobuf;

namespace Downright.Onnx;

/// <summary>Gives nodes antialias=1. What is not touched is copied from where it lies; only lengths around a change are written anew.</summary>
internal static class AntialiasRewrite
{
    private const int HasAntialias = 18;

    /// <summary>AttributeProto: name (1) antialias, i (3) 1, type (20) INT; as field 5 of a NodeProto.</summary>
    private static readonly byte[] Antialias = [0x2A, 16, 0x0A, 9, .. "antialias"u8, 0x18, 1, 0xA0, 0x01, 2];

    /// <summary>OperatorSetIdProto: version (2) 18.</summary>
    private static readonly byte[] Opset18 = [0x10, HasAntialias];

    public static AntialiasedModel? Apply(byte[] model, IReadOnlyList<OnnxResize> nodes, long opset, IReadOnlySet<(string Domain, string Name)> operators, bool hasFunctions)
    {
        OnnxResize[] open = [.. nodes.Where(n => n is { Operator: "Resize", Scaler: { Algorithm: ScalerAlgorithm.Linear or ScalerAlgorithm.Cubic, Antialias: false }, Shrinks: not false })];
        if (open.Length == 0) return null;
        if (Array.Exists(open, n => n.Opset < HasAntialias)) OpsetChanges.ThrowUnlessAlike(opset, operators, hasFunctions);

        var changes = open.ToDictionary(n => n.Message, n => With(n.Message, f => f.Number == OnnxFields.NodeAttribute && n.Message.Message(f).Text(OnnxFields.AttributeName) == "antialias", Antialias));
        var whole = new ProtoMessage(model, 0, model.Length);
        if (opset < HasAntialias)
        {
            foreach (ProtoMessage import in whole.Messages(OnnxFields.ModelOpsetImport).Where(m => m.Text(OnnxFields.OpsetDomain) is "" or "ai.onnx"))
                changes[import] = With(import, f => f.Number == OnnxFields.OpsetVersion, Opset18);
        }

        List<ReadOnlyMemory<byte>> parts = Rewrite(whole, changes);
        return new AntialiasedModel(Joined(parts), open, Math.Max(opset, HasAntialias));
    }

    /// <summary>A message without some of its fields, and with others at its end.</summary>
    private static List<ReadOnlyMemory<byte>> With(ProtoMessage message, Func<ProtoField, bool> isReplaced, byte[] added) =>
        [.. message.Fields().Where(f => !isReplaced(f)).Select(f => (ReadOnlyMemory<byte>)message.Bytes.AsMemory(f.Start, f.End - f.Start)), added];

    private static List<ReadOnlyMemory<byte>> Rewrite(ProtoMessage message, Dictionary<ProtoMessage, List<ReadOnlyMemory<byte>>> changes)
    {
        List<ReadOnlyMemory<byte>> parts = [];
        int copied = message.Start;
        foreach (ProtoField field in message.Fields())
        {
            if (field.Type != WireFormat.WireType.LengthDelimited) continue;
            ProtoMessage inner = message.Message(field);
            if (!changes.TryGetValue(inner, out List<ReadOnlyMemory<byte>>? changed))
            {
                if (!changes.Keys.Any(c => c.Start >= inner.Start && c.End <= inner.End)) continue;
                changed = Rewrite(inner, changes);
            }

            parts.Add(message.Bytes.AsMemory(copied, field.Start - copied));
            parts.Add(Header(field.Number, changed.Sum(p => (long)p.Length)));
            parts.AddRange(changed);
            copied = field.End;
        }

        parts.Add(message.Bytes.AsMemory(copied, message.End - copied));
        return parts;
    }

    private static byte[] Header(int number, long length)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteLength(checked((int)length));
        }

        return bytes.ToArray();
    }

    private static byte[] Joined(List<ReadOnlyMemory<byte>> parts)
    {
        long length = parts.Sum(p => (long)p.Length);
        if (length > Array.MaxLength) throw new OnnxFormatException("the changed model would be larger than 2 GB");
        var bytes = new byte[length];
        int at = 0;
        foreach (ReadOnlyMemory<byte> part in parts)
        {
            part.CopyTo(bytes.AsMemory(at));
            at += part.Length;
        }

        return bytes;
    }
}
