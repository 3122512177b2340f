using Downright.Files;
using Downright.Pages;
using Downright.Prevention;
using Downright.Scanning.Runs;
using Downright.Scanning.Sources;

namespace Downright.Scanning.Results;

/// <summary>Shows images of a run again, with what they hide. The run keeps no pixels: they are read and examined once more.</summary>
/// <param name="reader">Reads the images.</param>
/// <param name="baseFolder">The folder that relative paths start from.</param>
/// <param name="codec">Decodes and encodes them.</param>
/// <param name="decoding">How they are read.</param>
/// <param name="detect">Examines them, and reveals what they hide.</param>
public sealed class Gallery(SourceReader reader, string baseFolder, IImageCodec codec, DecodeOptions decoding, Detect detect)
{
    private const int Side = 160;

    /// <summary>The pictures of rows, in the rows' order.</summary>
    /// <param name="rows">The rows; few enough to show.</param>
    /// <param name="cancellation">Stops the work.</param>
    internal IReadOnlyList<Markup> Pictures(IReadOnlyList<ScanRow> rows, CancellationToken cancellation)
    {
        var shown = new Dictionary<ScanRow, Markup>();
        foreach (var input in rows.GroupBy(row => row.Input))
        {
            ILookup<int, ScanRow> wanted = input.ToLookup(row => row.Ordinal ?? 0);
            foreach (SourceImage image in reader.Images(ScanInput.Of(input.Key, baseFolder), wanted.Select(same => same.Key).ToHashSet()))
            {
                cancellation.ThrowIfCancellationRequested();
                // An input that was named twice has rows that are the same image.
                ScanRow[] same = [.. wanted[image.Ordinal ?? 0].Where(row => image.Member is null || image.Member == row.Member)];
                if (same.Length == 0) continue;
                Markup picture = Show(image, same[0], cancellation);
                foreach (ScanRow row in same) shown[row] = picture;
            }
        }

        return [.. rows.Select(row => shown.TryGetValue(row, out Markup? picture) ? picture : Blocks.Paragraph($"{row.Name}: this image is no longer there."))];
    }

    private Markup Show(SourceImage source, ScanRow row, CancellationToken cancellation)
    {
        string title = FormattableString.Invariant($"{row.Name}: {row.Verdict}, score {row.Score:0.0000}");
        try
        {
            using IOpenedImage file = codec.Open(source.Load(), source.Name, decoding);
            PixelImage<byte> image = file.Read(cancellation);
            PixelImage<byte>? revealed = detect(image, cancellation).Revealed;
            string target = row.EstimatedWidth is { } width ? $"What {row.EstimatedScaler ?? "the scaler"} shows at {width}x{row.EstimatedHeight}" : "What is hidden";
            return Markup.Join([
                Blocks.Heading(title),
                Picture.Row(codec, [new Picture($"The image, {image.Size}, scaled safely", Small(image)), .. revealed is null ? [] : new[] { new Picture(target, Small(revealed)) }]),
            ]);
        }
        catch (ImageFileException e)
        {
            return Markup.Join([Blocks.Heading(title), Blocks.Paragraph(e.Message)]);
        }
    }

    private static PixelImage<byte> Small(PixelImage<byte> image)
    {
        double scale = (double)Side / Math.Max(image.Width, image.Height);
        return scale >= 1 ? image : image.ResizeSafely(Math.Max(1, (int)(image.Width * scale)), Math.Max(1, (int)(image.Height * scale)), new PreventionOptions { Method = PreventionMethod.Area });
    }
}
