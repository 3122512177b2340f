namespace Downright.Onnx;

/// <summary>The numbers of the fields that are read, from ONNX's onnx.proto.</summary>
internal static class OnnxFields
{
    public const int ModelGraph = 7, ModelOpsetImport = 8, ModelFunctions = 25;
    public const int OpsetDomain = 1, OpsetVersion = 2;
    public const int GraphNode = 1, GraphInitializer = 5, GraphInput = 11, GraphOutput = 12, GraphValueInfo = 13;
    public const int FunctionNode = 7, FunctionOpsetImport = 9;
    public const int NodeInput = 1, NodeOutput = 2, NodeName = 3, NodeOperator = 4, NodeAttribute = 5, NodeDomain = 7;
    public const int AttributeName = 1, AttributeSingle = 2, AttributeInteger = 3, AttributeText = 4, AttributeTensor = 5, AttributeGraph = 6, AttributeSingles = 7, AttributeIntegers = 8, AttributeGraphs = 11, AttributeType = 20;
    public const int TensorDimensions = 1, TensorType = 2, TensorSingles = 4, TensorInt64 = 7, TensorName = 8, TensorRaw = 9, TensorLocation = 14;
    public const int ValueName = 1, ValueType = 2, TypeTensor = 1, TypeShape = 2, ShapeDimension = 1, DimensionValue = 1;

    /// <summary>TensorProto.DataType.</summary>
    public const int FloatType = 1, Int64Type = 7;

    /// <summary>TensorProto.DataLocation.EXTERNAL.</summary>
    public const int External = 1;

    /// <summary>AttributeProto.AttributeType.INT.</summary>
    public const int IntegerAttribute = 2;
}
