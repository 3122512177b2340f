using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Downright.Matrix;

/// <summary><c>docs/matrix.json</c>: a line a row and a line a pair of sizes, so that changes are read in a diff.</summary>
internal static class MatrixFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        IgnoreReadOnlyProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>The document as text.</summary>
    public static string Text(MatrixReport report)
    {
        var text = new StringBuilder();
        text.Append("{\"schema\":").Append(JsonSerializer.Serialize(report.Schema, Options)).Append(",\"rows\":[\n");
        text.AppendJoin(",\n", report.Rows.Select(Text));
        return text.Append("\n]}\n").ToString();
    }

    /// <summary>Reads a document.</summary>
    /// <exception cref="JsonException">It is none of this kind.</exception>
    public static MatrixReport Read(string text)
    {
        MatrixReport report = JsonSerializer.Deserialize<MatrixReport>(text, Options) ?? throw new JsonException("There is no document.");
        return report.Schema == MatrixReport.Kind ? report : throw new JsonException($"The document's schema is {report.Schema}, not {MatrixReport.Kind}.");
    }

    /// <summary>The attacks on rows of the matrix as text.</summary>
    public static string Text(ConfirmationReport report) =>
        $"{{\"schema\":{JsonSerializer.Serialize(report.Schema, Options)},\"rows\":[\n{string.Join(",\n", report.Rows.Select(row => JsonSerializer.Serialize(row, Options)))}\n]}}\n";

    /// <summary>Reads the attacks on rows of the matrix.</summary>
    /// <exception cref="JsonException">It is no such document.</exception>
    public static ConfirmationReport ReadConfirmation(string text)
    {
        ConfirmationReport report = JsonSerializer.Deserialize<ConfirmationReport>(text, Options) ?? throw new JsonException("There is no document.");
        return report.Schema == ConfirmationReport.Kind ? report : throw new JsonException($"The document's schema is {report.Schema}, not {ConfirmationReport.Kind}.");
    }

    private static string Text(MatrixRow row)
    {
        string line = JsonSerializer.Serialize(row with { Ratios = [] }, Options);
        return $"{line[..^2]}\n{string.Join(",\n", row.Ratios.Select(ratio => JsonSerializer.Serialize(ratio, Options)))}]}}";
    }
}
