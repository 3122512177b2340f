using System.Buffers;
using System.Security.Cryptography;
using Downright.Detection;
using Downright.Files;
using Downright.Scanning.Sources;

namespace Downright.Scanning.Runs;

/// <summary>Says of an image how it is examined.</summary>
/// <param name="image">The image; its memory is used again afterwards.</param>
/// <param name="cancellation">Stops the examination.</param>
public delegate DetectionResult Detect(PixelImage<byte> image, CancellationToken cancellation);

/// <summary>Decodes and examines one image at a time. Whatever is wrong with an image becomes its row.</summary>
/// <param name="codec">Decodes images.</param>
/// <param name="decoding">How they are read.</param>
/// <param name="detect">Examines them.</param>
/// <param name="colours">Whether images are decoded in colour; a detector that needs none is faster in grey.</param>
/// <param name="pixelsAtATime">The pixels that are decoded and examined at the same time, unless a single image has more.</param>
public sealed class ImageScreen(IImageCodec codec, DecodeOptions decoding, Detect detect, bool colours = true, long pixelsAtATime = ImageScreen.UsualPixels)
{
    /// <summary>The pixels at a time for the recommended methods: 50 MB in grey, 150 MB in three channels.</summary>
    public const long UsualPixels = 50_000_000;

    /// <summary>The pixels at a time for methods that need up to 32 bytes for each, such as those of the spectrum.</summary>
    public const long FewPixels = UsualPixels / 3;

    private readonly MemoryGate _gate = new(pixelsAtATime);
    private readonly DecodeOptions _decoding = decoding with { Grey = !colours };

    /// <summary>The row of an image.</summary>
    /// <param name="source">Where it comes from.</param>
    /// <param name="contents">Its encoded bytes.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task<ScanRow> ScreenAsync(SourceImage source, byte[] contents, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(contents);
        try
        {
            using IOpenedImage file = codec.Open(contents, source.Name, _decoding with { Alpha = AlphaHandling.Keep });
            await _gate.EnterAsync(file.Size.Pixels);
            try
            {
                return Screen(source, contents, file, cancellation);
            }
            finally
            {
                _gate.Leave(file.Size.Pixels);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return BadRow(source, e);
        }
    }

    private ScanRow Screen(SourceImage source, byte[] contents, IOpenedImage file, CancellationToken cancellation)
    {
        int length = (int)(file.Size.Pixels * file.Format.Channels());
        // The pool would keep such an array for every thread.
        bool huge = file.Size.Pixels >= UsualPixels;
        if (huge) GC.Collect();
        byte[] pixels = huge ? GC.AllocateUninitializedArray<byte>(length) : ArrayPool<byte>.Shared.Rent(length);
        try
        {
            PixelImage<byte> image = file.Read(pixels, cancellation);
            MethodScore? hidden = HiddenColours.Of(image);
            if (image.Format.HasAlpha() && _decoding.Alpha != AlphaHandling.Keep) image = Again(source, contents, pixels, cancellation);
            return RowOf(source, contents, file.Size, detect(image, cancellation), hidden);
        }
        finally
        {
            if (!huge) ArrayPool<byte>.Shared.Return(pixels);
        }
    }

    /// <summary>The row of an image that could not be read.</summary>
    /// <param name="source">Where it comes from.</param>
    /// <param name="error">Why.</param>
    public static ScanRow BadRow(SourceImage source, Exception error)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(error);
        string message = error is OutOfMemoryException ? $"{source.Name}: there is not enough memory for this image" : error.Message;
        return new ScanRow { Input = source.Input, Member = source.Member, Ordinal = source.Ordinal, Verdict = ScanRow.Bad, Error = message.ReplaceLineEndings(" ") };
    }

    /// <summary>The image with its alpha handled as asked for: it was kept, to see what it hides.</summary>
    private PixelImage<byte> Again(SourceImage source, byte[] contents, byte[] pixels, CancellationToken cancellation)
    {
        using IOpenedImage file = codec.Open(contents, source.Name, _decoding);
        return file.Read(pixels, cancellation);
    }

    private static ScanRow RowOf(SourceImage source, byte[] contents, ImageSize size, DetectionResult result, MethodScore? hidden)
    {
        bool attack = result.Verdict == DetectionVerdict.Attack;
        IEnumerable<MethodScore> scores = hidden is null ? result.Methods : result.Methods.Append(hidden);
        string methods = string.Join(',', scores.Where(m => m.IsSuspicious).Select(m => m.Name).Distinct());
        return new ScanRow
        {
            Input = source.Input,
            Member = source.Member,
            Ordinal = source.Ordinal,
            Verdict = attack ? ScanRow.Attack : ScanRow.Clean,
            Score = result.Score,
            Threshold = result.Threshold,
            FalsePositiveRate = result.Threshold is null ? null : result.FalsePositiveRate,
            Width = size.Width,
            Height = size.Height,
            EstimatedWidth = result.EstimatedSize?.Width,
            EstimatedHeight = result.EstimatedSize?.Height,
            EstimatedScaler = result.EstimatedScaler?.Name,
            Methods = methods.Length == 0 ? null : methods,
            Reason = result.Reason,
            Sha256 = attack ? Convert.ToHexStringLower(SHA256.HashData(contents)) : null,
        };
    }
}
