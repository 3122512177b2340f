using NetVips;

namespace Downright.Files;

/// <summary>Writes pixels as PNG or JPEG.</summary>
internal static class VipsEncoder
{
    private const int PngCompression = 6;

    public static void Encode(PixelImage<byte> image, string path, EncodeOptions options, CancellationToken cancellationToken)
    {
        bool png = IsPng(path);
        if (!png && image.Format.HasAlpha())
            throw new ImageFileException($"{path}: JPEG holds no alpha; write a .png, or flatten the image");

        using Image pixels = Wrap(image);
        using Image file = png ? WithText(pixels, options.PngText) : pixels.Copy();
        OutputFile.Write(path, options.Overwrite, stream =>
        {
            using var target = new StreamTarget(stream, cancellationToken);
            try
            {
                if (png) SavePng(file, target);
                else file.JpegsaveTarget(target.Target, q: options.JpegQuality, keep: Enums.ForeignKeep.None);
            }
            catch (VipsException e)
            {
                target.ThrowIfFailed();
                throw new ImageFileException($"{path}: this image cannot be written ({VipsReason.Of(e)})", e);
            }

            target.ThrowIfFailed();
        });
    }

    public static byte[] EncodePng(PixelImage<byte> image)
    {
        using Image pixels = Wrap(image);
        using var memory = new MemoryStream();
        using var target = new StreamTarget(memory, CancellationToken.None);
        SavePng(pixels, target);
        target.ThrowIfFailed();
        return memory.ToArray();
    }

    private static void SavePng(Image image, StreamTarget target) =>
        image.PngsaveTarget(target.Target, compression: PngCompression, filter: Enums.ForeignPngFilter.All, keep: Enums.ForeignKeep.Other);

    private static bool IsPng(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".png" => true,
        ".jpg" or ".jpeg" => false,
        _ => throw new ImageFileException($"{path}: images are written as .png, .jpg or .jpeg"),
    };

    private static Image Wrap(PixelImage<byte> image)
    {
        ReadOnlyMemory<byte> samples = StraightPixels.Of(image);
        return Image.NewFromMemory(samples, image.Width, image.Height, image.Channels, Enums.BandFormat.Uchar);
    }

    private static Image WithText(Image image, IReadOnlyList<KeyValuePair<string, string>> text) => image.Mutate(mutable =>
    {
        for (int i = 0; i < text.Count; i++) mutable.Set(GValue.RefStrType, $"png-comment-{i}-{text[i].Key}", text[i].Value);
    });
}
