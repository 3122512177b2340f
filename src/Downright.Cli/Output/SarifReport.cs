using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Downright.Vetting;

namespace Downright.Cli.Output;

/// <summary>
/// Writes verdicts as one SARIF 2.1.0 document: a rule a kind of finding, a result a scaler, with a fingerprint that stays
/// the same from run to run.
/// </summary>
internal static class SarifReport
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private static readonly (Verdict Verdict, string Id, string Name, string Text, string Level)[] Rules =
    [
        (Verdict.Vulnerable, "DR0001", "VulnerableScaler", "The scaler looks at so few pixels that another image can be hidden in what it scales.", "error"),
        (Verdict.Undetermined, "DR0002", "UndeterminedScaler", "The scaler could not be shown to withstand image-scaling attacks.", "warning"),
        (Verdict.Robust, "DR0003", "RobustScaler", "The scaler spreads its weight over the pixels; a bound limits what attacks gain.", "none"),
    ];

    /// <summary>Writes the document.</summary>
    public static void Write(Stream output, IEnumerable<VettingResult> results, string version)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("$schema", Schema);
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json, version);
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
        foreach (VettingResult result in results) WriteResult(json, result);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void WriteTool(Utf8JsonWriter json, string version)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "Downright");
        json.WriteString("version", version);
        json.WriteStartArray("rules");
        foreach (var rule in Rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            json.WriteString("name", rule.Name);
            WriteText(json, "shortDescription", rule.Text);
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", rule.Level);
            json.WriteEndObject();
            json.WriteStartObject("properties");
            json.WriteStartArray("tags");
            foreach (string tag in (ReadOnlySpan<string>)["security", "image-scaling", "ATLAS/AML.T0043", "ATLAS/AML.T0051.001", "AISVS/2.3.4"]) json.WriteStringValue(tag);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, VettingResult result)
    {
        int index = Array.FindIndex(Rules, r => r.Verdict == result.Verdict);
        var rule = Rules[index];
        json.WriteStartObject();
        json.WriteString("ruleId", rule.Id);
        json.WriteNumber("ruleIndex", index);
        json.WriteString("kind", result.Verdict switch { Verdict.Vulnerable => "fail", Verdict.Robust => "pass", _ => "review" });
        json.WriteString("level", result.Verdict == Verdict.Vulnerable ? rule.Level : "none");
        string remedy = result.SafeSetting is { } safe ? $" Safe: {safe}." : "";
        WriteText(json, "message", $"{result.Scaler} is {VerdictWords.Of(result.Verdict)}: {string.Join("; ", result.Reasons)}.{remedy}");

        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartArray("logicalLocations");
        json.WriteStartObject();
        json.WriteString("fullyQualifiedName", result.Scaler);
        json.WriteString("kind", "function");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();

        json.WriteStartObject("partialFingerprints");
        json.WriteString("scalerAndRule/v1", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{rule.Id} {result.Scaler}"))));
        json.WriteEndObject();

        json.WriteStartObject("properties");
        json.WriteString("sourceSize", result.Worst.Geometry.Source.ToString());
        json.WriteString("size", result.Worst.Geometry.Target.ToString());
        json.WriteNumber("pixelRatio", result.Worst.Geometry.PixelRatio);
        if (result.Worst.Measures is { } measures)
        {
            json.WriteNumber("energy", measures.Energy);
            json.WriteNumber("energyBound", measures.EnergyBound);
        }

        json.WriteNumber("vulnerableEnergy", result.Policy.VulnerableEnergy);
        json.WriteNumber("robustEnergyBound", result.Policy.RobustEnergyBound);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
