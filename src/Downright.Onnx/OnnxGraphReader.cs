namespace Downright.Onnx;

/// <summary>Walks through the graphs of a model and collects what scales images.</summary>
internal sealed class OnnxGraphReader
{
    /// <summary>Deeper than any model that was ever exported.</summary>
    private const int DeepestGraph = 32;

    /// <summary>What was found.</summary>
    public List<OnnxResize> Resizes { get; } = [];

    /// <summary>The operators of all nodes.</summary>
    public HashSet<(string Domain, string Name)> Operators { get; } = [];

    /// <summary>Reads a graph and those inside it.</summary>
    /// <param name="graph">A GraphProto or FunctionProto.</param>
    /// <param name="nodeField">The field that its nodes are in.</param>
    /// <param name="outer">What its nodes see of the graphs around it.</param>
    /// <param name="opset">The version of ONNX's operators.</param>
    /// <param name="place">What the graph is called.</param>
    /// <param name="depth">How many graphs are around it.</param>
    public void Read(ProtoMessage graph, int nodeField, OnnxScope? outer, long opset, string place, int depth = 0)
    {
        if (depth > DeepestGraph) throw new OnnxFormatException($"graphs lie more than {DeepestGraph} deep in each other");
        var scope = new OnnxScope(nodeField == OnnxFields.GraphNode ? graph : default(ProtoMessage) with { Bytes = [] }, outer);
        OnnxNode[] nodes = [.. graph.Messages(nodeField).Select(OnnxNode.Of)];
        foreach (OnnxNode node in nodes.Where(n => n is { Operator: "Constant", Domain: "" })) scope.Add(node);
        if (nodeField == OnnxFields.GraphNode && graph.Messages(OnnxFields.GraphInitializer).Any(t => t.Integer(OnnxFields.TensorLocation) == OnnxFields.External))
            throw new OnnxFormatException("its weights lie in other files (external data); save the model as one file");

        foreach (OnnxNode node in nodes)
        {
            Operators.Add((node.Domain, node.Operator));
            if (node is { Domain: "", Operator: "Resize" or "Upsample" }) Resizes.Add(ResizeOf(node, scope, opset, place));
            foreach (ProtoMessage attribute in node.Attributes)
            {
                foreach (ProtoMessage inner in attribute.Messages(OnnxFields.AttributeGraph).Concat(attribute.Messages(OnnxFields.AttributeGraphs)))
                    Read(inner, OnnxFields.GraphNode, scope, opset, $"{place}/{node.Operator} '{node.Name}' {attribute.Text(OnnxFields.AttributeName)}", depth + 1);
            }
        }
    }

    private static OnnxResize ResizeOf(OnnxNode node, OnnxScope scope, long opset, string place)
    {
        var attributes = new ResizeAttributes(node, opset);
        var (source, target, ratios, why) = ResizeSizes.Of(node, scope, attributes, opset);
        bool wholeScale = source is { } from && target is { } to && ratios is var (horizontal, vertical) && from.Width / horizontal == to.Width && from.Height / vertical == to.Height;
        var (scaler, unknown) = attributes.Scaler(wholeScale);
        return new OnnxResize(node.Message)
        {
            Name = node.Name,
            Graph = place,
            Operator = node.Operator,
            Opset = opset,
            Attributes = attributes.Listed(),
            Scaler = scaler,
            WhyNoScaler = unknown,
            SourceSize = source,
            TargetSize = target,
            Ratios = ratios,
            WhyNoRatios = why,
        };
    }
}
