using System.Buffers;
using System.Text.Json;

namespace Downright.Detection;

/// <summary>Thresholds as JSON, <c>downright/thresholds/1</c>.</summary>
internal static class ThresholdFile
{
    private const string Schema = "downright/thresholds/1";

    /// <summary>More digits would pretend to a precision that thresholds have not.</summary>
    private const int Digits = 6;

    public static ReadOnlyMemory<byte> Write(DetectionThresholds thresholds)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, default(JsonWriterOptions)))
        {
            writer.WriteStartObject();
            writer.WriteString("schema", Schema);
            writer.WriteString("date", thresholds.Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            writer.WriteNumber("images", thresholds.Images);
            writer.WriteString("description", thresholds.Description);
            writer.WriteStartArray("methods");
            foreach (MethodThreshold method in thresholds.Methods)
            {
                // A line each, so that changes can be read.
                writer.Flush();
                buffer.Write("\n"u8);
                Write(writer, method);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <exception cref="FormatException">The text is no such file.</exception>
    public static DetectionThresholds Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            if (root.GetProperty("schema").GetString() is not Schema) throw new FormatException($"The schema is not {Schema}.");
            return new DetectionThresholds([.. root.GetProperty("methods").EnumerateArray().Select(Method)])
            {
                Date = DateOnly.ParseExact(root.GetProperty("date").GetString()!, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                Images = root.GetProperty("images").GetInt32(),
                Description = root.GetProperty("description").GetString() ?? "",
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"These are no thresholds as detection writes them: {e.Message}", e);
        }
    }

    private static void Write(Utf8JsonWriter writer, MethodThreshold method)
    {
        writer.WriteStartObject();
        writer.WriteString("method", method.Method);
        if (method.Family is { } family) writer.WriteString("family", ScalerNames.Of(family));
        if (method.Size is { } size) writer.WriteString("size", size.ToString());
        writer.WriteNumber("images", method.Images);
        if (method.Saturated > 0) writer.WriteNumber("saturated", Math.Round(method.Saturated, Digits));
        writer.WriteStartArray("levels");
        foreach (ThresholdLevel level in method.Levels)
        {
            writer.WriteStartObject();
            writer.WriteNumber("false_positive_rate", level.FalsePositiveRate);
            writer.WriteNumber("score", Math.Round(level.Score, Digits));
            writer.WriteNumber("low", Math.Round(level.Low, Digits));
            writer.WriteNumber("high", Math.Round(level.High, Digits));
            if (level.Extrapolated) writer.WriteBoolean("extrapolated", true);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static MethodThreshold Method(JsonElement element) => new()
    {
        Method = element.GetProperty("method").GetString()!,
        Family = element.TryGetProperty("family", out JsonElement family) ? FamilyOf(family.GetString()) : null,
        Size = element.TryGetProperty("size", out JsonElement size) ? SizeOf(size.GetString()) : null,
        Images = element.GetProperty("images").GetInt32(),
        Saturated = element.TryGetProperty("saturated", out JsonElement saturated) ? Share(saturated) : 0,
        Levels = [.. element.GetProperty("levels").EnumerateArray().Select(Level)],
    };

    private static ThresholdLevel Level(JsonElement element) => new(
        Share(element.GetProperty("false_positive_rate")),
        Share(element.GetProperty("score")),
        Share(element.GetProperty("low")),
        Share(element.GetProperty("high")),
        element.TryGetProperty("extrapolated", out JsonElement extrapolated) && extrapolated.GetBoolean());

    private static double Share(JsonElement element) =>
        element.GetDouble() is var share and >= 0 and <= 1 ? share : throw new FormatException($"{element} is not between 0 and 1.");

    private static ScalerAlgorithm FamilyOf(string? name) =>
        Enum.GetValues<ScalerAlgorithm>().Cast<ScalerAlgorithm?>().FirstOrDefault(algorithm => ScalerNames.Of(algorithm!.Value) == name)
        ?? throw new FormatException($"There is no algorithm '{name}'.");

    private static ImageSize SizeOf(string? text) => ImageSize.TryParse(text, out ImageSize size) ? size : throw new FormatException($"'{text}' is no size.");
}
