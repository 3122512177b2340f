namespace Downright.Onnx;

/// <summary>A node Resize or Upsample of a model, as far as the model says what it does.</summary>
public sealed record OnnxResize
{
    internal OnnxResize(ProtoMessage message) => Message = message;

    /// <summary>The node's name, or its first output's where it has none.</summary>
    public required string Name { get; init; }

    /// <summary>The graphs that it lies in, such as <c>graph</c> or <c>graph/If 'x' then_branch</c>.</summary>
    public required string Graph { get; init; }

    /// <summary><c>Resize</c> or <c>Upsample</c>.</summary>
    public required string Operator { get; init; }

    /// <summary>The version of ONNX's operators that the model imports.</summary>
    public required long Opset { get; init; }

    /// <summary>What decides how it scales, with the defaults of its version where the node says nothing.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Attributes { get; init; }

    /// <summary>The scaler that it is; null where <see cref="WhyNoScaler"/> says why.</summary>
    public ScalerProfile? Scaler { get; init; }

    /// <summary>Why no known scaler does the same, or null.</summary>
    public string? WhyNoScaler { get; init; }

    /// <summary>The size of the images that it scales; null where the model leaves it open.</summary>
    public ImageSize? SourceSize { get; init; }

    /// <summary>The size that it scales to; null where the model leaves it open.</summary>
    public ImageSize? TargetSize { get; init; }

    /// <summary>Source columns per target column, and rows per row; null where the model leaves them open.</summary>
    public (double Horizontal, double Vertical)? Ratios { get; init; }

    /// <summary>Why the model leaves the ratios open, or null.</summary>
    public string? WhyNoRatios { get; init; }

    /// <summary>Whether it makes images smaller on an axis; null where the model leaves it open.</summary>
    public bool? Shrinks => Ratios is var (horizontal, vertical) ? horizontal > 1 || vertical > 1 : null;

    internal ProtoMessage Message { get; }

    /// <summary>Name, operator and attributes.</summary>
    public override string ToString() => $"{Operator} '{Name}' ({string.Join(", ", Attributes.Select(a => $"{a.Key}={a.Value}"))})";
}
