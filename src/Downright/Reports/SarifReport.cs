using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Downright.Reports;

/// <summary>
/// Writes findings as one SARIF 2.1.0 document (OASIS standard, with errata 01): a rule a kind of finding, a result a finding,
/// with a fingerprint that stays the same from run to run, and relative URIs.
/// </summary>
public static class SarifReport
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private const int FlushAt = 1 << 16;

    /// <summary>Writes the document. The results are taken one after the other and not kept.</summary>
    /// <param name="output">Where to; left open.</param>
    /// <param name="version">The version of the tool, such as <c>1.2.3</c>.</param>
    /// <param name="rules">Every rule that a result may have.</param>
    /// <param name="results">The results.</param>
    /// <exception cref="ArgumentException">A result's rule is not among the rules.</exception>
    public static void Write(Stream output, string version, IReadOnlyList<SarifRule> rules, IEnumerable<SarifResult> results)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(results);
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("$schema", Schema);
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json, version, rules);
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
        foreach (SarifResult result in results)
        {
            WriteResult(json, result, IndexOf(rules, result.Rule));
            if (json.BytesPending > FlushAt) json.Flush();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void WriteTool(Utf8JsonWriter json, string version, IReadOnlyList<SarifRule> rules)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "Downright");
        json.WriteString("version", version);
        json.WriteStartArray("rules");
        foreach (SarifRule rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            json.WriteString("name", rule.Name);
            WriteText(json, "shortDescription", rule.Description);
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", Word(rule.Level));
            json.WriteEndObject();
            json.WriteStartObject("properties");
            json.WriteStartArray("tags");
            foreach (string tag in rule.Tags) json.WriteStringValue(tag);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, SarifResult result, int ruleIndex)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", result.Rule.Id);
        json.WriteNumber("ruleIndex", ruleIndex);
        json.WriteString("kind", Word(result.Kind));
        // Section 3.27.10: whatever does not fail has no level.
        json.WriteString("level", Word(result.Kind == SarifKind.Fail ? result.Rule.Level : SarifLevel.None));
        WriteText(json, "message", result.Message);
        WriteLocation(json, result);
        json.WriteStartObject("partialFingerprints");
        json.WriteString("ruleAndIdentity/v1", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{result.Rule.Id} {result.Identity}"))));
        json.WriteEndObject();
        json.WritePropertyName("properties");
        result.Properties.WriteTo(json);
        json.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter json, SarifResult result)
    {
        json.WriteStartArray("locations");
        json.WriteStartObject();
        if (result.File is not null)
        {
            json.WriteStartObject("physicalLocation");
            json.WriteStartObject("artifactLocation");
            json.WriteString("uri", UriOf(result.File));
            json.WriteString("uriBaseId", "%SRCROOT%");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        if (result.LogicalName is not null)
        {
            json.WriteStartArray("logicalLocations");
            json.WriteStartObject();
            json.WriteString("fullyQualifiedName", result.LogicalName);
            json.WriteString("kind", result.LogicalKind);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    /// <summary>A relative path as a relative URI: every part escaped, so that names with colons, spaces and percent signs stay names.</summary>
    private static string UriOf(string path) =>
        string.Join('/', path.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar).Select(Uri.EscapeDataString));

    private static int IndexOf(IReadOnlyList<SarifRule> rules, SarifRule rule)
    {
        for (int i = 0; i < rules.Count; i++)
            if (rules[i].Id == rule.Id) return i;
        throw new ArgumentException($"The rule {rule.Id} of a result is none of the report's.", nameof(rules));
    }

    private static string Word(SarifLevel level) => level switch
    {
        SarifLevel.Error => "error",
        SarifLevel.Warning => "warning",
        SarifLevel.Note => "note",
        _ => "none",
    };

    private static string Word(SarifKind kind) => kind switch
    {
        SarifKind.Fail => "fail",
        SarifKind.Pass => "pass",
        SarifKind.Review => "review",
        SarifKind.Open => "open",
        _ => "notApplicable",
    };
}
