using Downright.Vetting;

namespace Downright.Cli.Output;

/// <summary>One thing that <c>vet</c> judged: a scaler, or a node of a model that may be none.</summary>
/// <param name="Scaler">The scaler's name, or the command; of a node without a known scaler its operator.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Reasons">Why.</param>
/// <param name="SafeSetting">A robust setting of the same library, or null.</param>
/// <param name="Result">The measurement; null where there was none.</param>
/// <param name="Node">The node; null where it is none.</param>
internal sealed record Vetted(string Scaler, Verdict Verdict, IReadOnlyList<string> Reasons, string? SafeSetting, VettingResult? Result, VettedNode? Node)
{
    /// <summary>Where it is, and what it is.</summary>
    public string Title => Node is null ? Scaler : $"{Node.Model} '{Node.Name}' {Scaler}";

    /// <summary>A scaler that was measured.</summary>
    public static Vetted Of(VettingResult result) => new(result.Scaler, result.Verdict, result.Reasons, result.SafeSetting, result, null);
}

/// <summary>A node of an ONNX model.</summary>
/// <param name="Model">The model's file, relative to the current folder.</param>
/// <param name="Name">The node's name.</param>
/// <param name="Graph">The graphs that it lies in.</param>
/// <param name="Operator">Its operator.</param>
/// <param name="Opset">The version of ONNX's operators.</param>
/// <param name="Attributes">What decides how it scales.</param>
internal sealed record VettedNode(string Model, string Name, string Graph, string Operator, long Opset, IReadOnlyDictionary<string, string> Attributes);
