using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Downright.Cli.Output;

/// <summary>Writes a report as the one JSON document of standard output.</summary>
internal static class JsonReport
{
    // The default encoder writes the + of scaler names as an escape; this output is no part of a web page.
    private static readonly ReportContext Context = new(new JsonSerializerOptions(ReportContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Writes a report of <c>resize</c> or <c>clean</c>.</summary>
    public static void Write(ResizeReport report) => Write(report, Context.ResizeReport);

    /// <summary>Writes a report of <c>preview</c>.</summary>
    public static void Write(PreviewReport report) => Write(report, Context.PreviewReport);

    /// <summary>Writes a report of <c>scalers</c>.</summary>
    public static void Write(ScalersReport report) => Write(report, Context.ScalersReport);

    /// <summary>Writes a report of <c>attack</c>.</summary>
    public static void Write(AttackReport report) => Write(report, Context.AttackReport);

    /// <summary>Writes a report of <c>detect</c>.</summary>
    public static void Write(DetectReport report) => Write(report, Context.DetectReport);

    /// <summary>Writes a report of <c>detect --calibrate</c>.</summary>
    public static void Write(CalibrationReport report) => Write(report, Context.CalibrationReport);

    /// <summary>Writes a report of <c>vet</c>.</summary>
    public static void Write(VetReport report) => Write(report, Context.VetReport);

    /// <summary>Writes a report of <c>scan</c>.</summary>
    public static void Write(ScanReport report) => Write(report, Context.ScanReport);

    /// <summary>Writes a report of <c>scan --slurm</c>.</summary>
    public static void Write(SlurmReport report) => Write(report, Context.SlurmReport);

    private static void Write<T>(T report, JsonTypeInfo<T> type)
    {
        using Stream output = Console.OpenStandardOutput();
        JsonSerializer.Serialize(output, report, type);
        output.WriteByte((byte)'\n');
    }
}

/// <summary>How reports become JSON: keys in snake case, sizes as [width, height].</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, Converters = [typeof(ImageSizeConverter)])]
[JsonSerializable(typeof(ResizeReport))]
[JsonSerializable(typeof(PreviewReport))]
[JsonSerializable(typeof(ScalersReport))]
[JsonSerializable(typeof(AttackReport))]
[JsonSerializable(typeof(DetectReport))]
[JsonSerializable(typeof(CalibrationReport))]
[JsonSerializable(typeof(VetReport))]
[JsonSerializable(typeof(ScanReport))]
[JsonSerializable(typeof(SlurmReport))]
internal sealed partial class ReportContext : JsonSerializerContext;

/// <summary>Writes a size as [width, height].</summary>
internal sealed class ImageSizeConverter : JsonConverter<ImageSize>
{
    /// <inheritdoc/>
    public override ImageSize Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Reports are only written.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ImageSize value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Width);
        writer.WriteNumberValue(value.Height);
        writer.WriteEndArray();
    }
}
