namespace Downright.Onnx;

/// <summary>The constants and shapes that the nodes of a graph see: its own, and those of the graphs around it.</summary>
internal sealed class OnnxScope
{
    private readonly Dictionary<string, Func<double[]?>> _constants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ProtoMessage> _values = new(StringComparer.Ordinal);
    private readonly OnnxScope? _outer;

    /// <param name="graph">A GraphProto.</param>
    /// <param name="outer">What is around it, or null.</param>
    public OnnxScope(ProtoMessage graph, OnnxScope? outer)
    {
        _outer = outer;
        foreach (ProtoMessage tensor in graph.Messages(OnnxFields.GraphInitializer)) _constants[tensor.Text(OnnxFields.TensorName)] = () => OnnxTensor.Values(tensor);
        foreach (int number in (int[])[OnnxFields.GraphInput, OnnxFields.GraphOutput, OnnxFields.GraphValueInfo])
            foreach (ProtoMessage value in graph.Messages(number)) _values[value.Text(OnnxFields.ValueName)] = value;
    }

    /// <summary>Takes over what a node Constant holds.</summary>
    public void Add(OnnxNode constant)
    {
        if (constant.Outputs.Length == 0) return;
        if (constant.Attribute("value") is { } tensor) _constants[constant.Outputs[0]] = () => tensor.Messages(OnnxFields.AttributeTensor).Select(value => OnnxTensor.Values(value)).LastOrDefault();
        else if (constant.Attribute("value_floats") is { } singles) _constants[constant.Outputs[0]] = () => OnnxTensor.Few(singles.Singles(OnnxFields.AttributeSingles).Select(v => (double)v));
        else if (constant.Attribute("value_ints") is { } integers) _constants[constant.Outputs[0]] = () => OnnxTensor.Few(integers.Integers(OnnxFields.AttributeIntegers).Select(v => (double)v));
    }

    /// <summary>The values of a constant, or null.</summary>
    public double[]? Constant(string name)
    {
        if (name.Length == 0) return null;
        return _constants.TryGetValue(name, out Func<double[]?>? values) ? values() : _outer?.Constant(name);
    }

    /// <summary>The dimensions of a value, each null where it is not fixed; null where they are not known.</summary>
    public long?[]? Shape(string name)
    {
        if (!_values.TryGetValue(name, out ProtoMessage value)) return _outer?.Shape(name);
        foreach (ProtoMessage shape in value.Messages(OnnxFields.ValueType).SelectMany(t => t.Messages(OnnxFields.TypeTensor)).SelectMany(t => t.Messages(OnnxFields.TypeShape)))
            return [.. shape.Messages(OnnxFields.ShapeDimension).Select(Fixed)];
        return null;
    }

    private static long? Fixed(ProtoMessage dimension) => dimension.Integer(OnnxFields.DimensionValue) is { } size and > 0 ? size : null;
}
