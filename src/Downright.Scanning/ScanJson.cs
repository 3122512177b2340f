using System.Text.Encodings.Web;
using System.Text.Json;
using Downright.Scanning.Plans;

namespace Downright.Scanning;

/// <summary>How a run's files are written: letters of any script, and the + of scaler names, stay readable.</summary>
internal static class ScanJson
{
    public static LineContext Lines { get; } = new(Readable(LineContext.Default.Options));

    public static ManifestContext Manifest { get; } = new(Readable(ManifestContext.Default.Options));

    private static JsonSerializerOptions Readable(JsonSerializerOptions options) => new(options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
