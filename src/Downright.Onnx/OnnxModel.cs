using Google.Protobuf;

namespace Downright.Onnx;

/// <summary>
/// An ONNX model as far as scaling goes: its nodes Resize and Upsample, those in the branches of If, the bodies of Loop and
/// Scan, and the model's own functions included. Nothing is run, and weights are not looked at.
/// </summary>
public sealed class OnnxModel
{
    private readonly byte[] _bytes;
    private readonly OnnxGraphReader _reader = new();
    private readonly bool _hasFunctions;

    private OnnxModel(byte[] bytes)
    {
        _bytes = bytes;
        var model = new ProtoMessage(bytes, 0, bytes.Length);
        ProtoMessage[] graphs = [.. model.Messages(OnnxFields.ModelGraph)];
        if (graphs.Length != 1) throw new OnnxFormatException("it holds no graph");
        Opset = OpsetOf(model, OnnxFields.ModelOpsetImport) ?? throw new OnnxFormatException("it does not say which version of ONNX's operators it uses (opset_import)");
        _reader.Read(graphs[0], OnnxFields.GraphNode, null, Opset, "graph");
        foreach (ProtoMessage function in model.Messages(OnnxFields.ModelFunctions))
        {
            _hasFunctions = true;
            _reader.Read(function, OnnxFields.FunctionNode, null, OpsetOf(function, OnnxFields.FunctionOpsetImport) ?? Opset, $"function {function.Text(1)}");
        }
    }

    /// <summary>The version of ONNX's operators that the model imports.</summary>
    public long Opset { get; }

    /// <summary>The nodes that scale, in the model's order.</summary>
    public IReadOnlyList<OnnxResize> Resizes => _reader.Resizes;

    /// <summary>Reads a model.</summary>
    /// <param name="bytes">An ONNX file; kept, so it must not be changed.</param>
    /// <exception cref="OnnxFormatException">The bytes are no model, or one whose weights lie in other files.</exception>
    public static OnnxModel Read(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return Parsed(() => new OnnxModel(bytes));
    }

    /// <summary>
    /// The model with antialias=1 on every node of a mode that has it, linear and cubic; everything else is kept byte for byte.
    /// Antialias came with version 18 of the operators: an older model is raised to it where all its operators mean the same there.
    /// </summary>
    /// <returns>The model's bytes, and which nodes were changed; null where none had to be.</returns>
    /// <exception cref="OnnxFormatException">
    /// The model is older, and has operators that changed; the message names them. Or it is damaged where only this looks.
    /// </exception>
    public AntialiasedModel? WithAntialias() => Parsed(() => AntialiasRewrite.Apply(_bytes, Resizes, Opset, _reader.Operators, _hasFunctions));

    private static T Parsed<T>(Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or IOException)
        {
            throw new OnnxFormatException("it is no ONNX model, or a damaged one", e);
        }
    }

    private static long? OpsetOf(ProtoMessage message, int field)
    {
        foreach (ProtoMessage import in message.Messages(field))
            if (import.Text(OnnxFields.OpsetDomain) is "" or "ai.onnx") return import.Integer(OnnxFields.OpsetVersion);
        return null;
    }
}
