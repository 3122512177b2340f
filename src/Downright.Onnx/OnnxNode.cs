namespace Downright.Onnx;

/// <summary>A NodeProto, taken apart.</summary>
/// <param name="Message">Where it lies.</param>
/// <param name="Name">Its name, or its first output's where it has none.</param>
/// <param name="Operator">Its operator.</param>
/// <param name="Domain">Its operator's domain; empty for ONNX's own.</param>
/// <param name="Inputs">The names of its inputs; empty ones are left out.</param>
/// <param name="Outputs">The names of its outputs.</param>
/// <param name="Attributes">Its attributes.</param>
internal sealed record OnnxNode(ProtoMessage Message, string Name, string Operator, string Domain, string[] Inputs, string[] Outputs, ProtoMessage[] Attributes)
{
    public static OnnxNode Of(ProtoMessage node)
    {
        string[] outputs = [.. node.Texts(OnnxFields.NodeOutput)];
        string name = node.Text(OnnxFields.NodeName), domain = node.Text(OnnxFields.NodeDomain);
        return new OnnxNode(
            node,
            name.Length > 0 ? name : outputs.FirstOrDefault(""),
            node.Text(OnnxFields.NodeOperator),
            domain == "ai.onnx" ? "" : domain,
            [.. node.Texts(OnnxFields.NodeInput)],
            outputs,
            [.. node.Messages(OnnxFields.NodeAttribute)]);
    }

    /// <summary>An attribute, or null.</summary>
    public ProtoMessage? Attribute(string name)
    {
        foreach (ProtoMessage attribute in Attributes)
            if (attribute.Text(OnnxFields.AttributeName) == name) return attribute;
        return null;
    }

    /// <summary>An input's name; empty where it is left out.</summary>
    public string Input(int index) => index < Inputs.Length ? Inputs[index] : "";
}
