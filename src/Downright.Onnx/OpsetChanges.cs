namespace Downright.Onnx;

/// <summary>Which operators mean the same in version 18 as in an older one (ONNX's Changelog.md).</summary>
internal static class OpsetChanges
{
    /// <summary>Those whose attributes and inputs have not changed from version 11 to 18, other than by more types of numbers.</summary>
    private static readonly HashSet<string> AlikeSince11 = new(StringComparer.Ordinal)
    {
        "Abs", "Add", "And", "AveragePool", "Cast", "Ceil", "Clip", "Concat", "Constant", "ConstantOfShape", "Conv", "ConvTranspose", "Cos",
        "DepthToSpace", "Div", "Elu", "Equal", "Erf", "Exp", "Expand", "Flatten", "Floor", "Gather", "Gemm", "GlobalAveragePool", "GlobalMaxPool",
        "Greater", "HardSigmoid", "Identity", "If", "InstanceNormalization", "LeakyRelu", "Less", "Log", "Loop", "MatMul", "Max", "MaxPool", "Min", "Mul", "Neg", "Not",
        "Or", "Pad", "PRelu", "Pow", "Range", "Reciprocal", "Relu", "Reshape", "Resize", "Round", "Shape", "Sigmoid", "Sign", "Sin", "Slice", "SpaceToDepth",
        "Sqrt", "Sub", "Tanh", "Tile", "Transpose", "Where",
    };

    /// <summary>Those that changed in 12 or 13, and not since.</summary>
    private static readonly HashSet<string> AlikeSince13 = new(StringComparer.Ordinal)
    {
        "ArgMax", "ArgMin", "DequantizeLinear", "Dropout", "LogSoftmax", "QuantizeLinear", "ReduceSum", "Softmax", "Squeeze", "Unsqueeze",
    };

    /// <summary>Refuses what raising the version would change.</summary>
    /// <exception cref="OnnxFormatException">It would; the message says what is needed.</exception>
    public static void ThrowUnlessAlike(long opset, IReadOnlySet<(string Domain, string Name)> operators, bool hasFunctions)
    {
        const string Needed = "antialias needs version 18 of ONNX's operators; export the model with opset_version=18";
        if (opset < 11) throw new OnnxFormatException($"{Needed} (it has {opset}, whose Resize is another)");
        if (hasFunctions) throw new OnnxFormatException($"{Needed} (it has {opset}, and functions of its own)");
        string[] changed = [.. operators.Where(o => o.Domain.Length == 0 && !AlikeSince11.Contains(o.Name) && !(opset >= 13 && AlikeSince13.Contains(o.Name))).Select(o => o.Name).Order(StringComparer.Ordinal)];
        if (changed.Length > 0)
            throw new OnnxFormatException($"{Needed} (it has {opset}, and raising that could change what {string.Join(", ", changed.Take(5))}{(changed.Length > 5 ? ", …" : "")} do{(changed.Length == 1 ? "es" : "")})");
    }
}
