using System.Runtime.InteropServices;
using Downright.Kernels;

namespace Downright.Files;

/// <summary>
/// Turns rows of a decoder's samples into 8-bit grey, RGB or RGBA: first 16 bits to 8, then CMYK to RGB, then alpha.
/// </summary>
internal sealed class RowConverter
{
    private readonly SampleLayout _layout;
    private readonly AlphaHandling _alpha;
    private readonly byte[] _background;
    private byte[] _colours = [];

    public RowConverter(SampleLayout layout, DecodeOptions options)
    {
        var (alpha, background) = (options.Alpha, options.Background);
        _layout = layout;
        _alpha = layout.HasAlpha ? alpha : AlphaHandling.Drop;
        _background = [background.Red, background.Green, background.Blue];
        bool staysGray = layout.Colors == 1 && _alpha switch
        {
            AlphaHandling.Keep => false,
            AlphaHandling.Flatten => background.IsGray,
            _ => true,
        };
        IsMadeGrey = options.Grey && !staysGray && _alpha != AlphaHandling.Keep;
        Format = staysGray || IsMadeGrey ? PixelFormat.Gray : _alpha == AlphaHandling.Keep ? PixelFormat.Rgba : PixelFormat.Rgb;
    }

    /// <summary>The format of the converted rows.</summary>
    public PixelFormat Format { get; }

    /// <summary>Whether the decoder's samples are the pixels.</summary>
    public bool IsIdentity => !IsMadeGrey && _layout.Bands == Format.Channels() && _layout.Colors != 4 && !_layout.IsWide;

    private bool IsMadeGrey { get; }

    /// <summary>Converts one row.</summary>
    /// <param name="samples">The decoder's samples, in the machine's byte order; overwritten where they have 16 bits.</param>
    /// <param name="pixels">The converted row.</param>
    public void Convert(Span<byte> samples, Span<byte> pixels)
    {
        ReadOnlySpan<byte> narrow = _layout.IsWide ? Narrow(samples) : samples;
        if (!IsMadeGrey)
        {
            Convert(narrow, pixels, Format.Channels());
        }
        else if (_layout is { Colors: 3, HasAlpha: false })
        {
            GreyRow.Convert(narrow, PixelFormat.Rgb, pixels);
        }
        else
        {
            Array.Resize(ref _colours, 3 * pixels.Length);
            Convert(narrow, _colours, 3);
            GreyRow.Convert(_colours, PixelFormat.Rgb, pixels);
        }
    }

    private void Convert(ReadOnlySpan<byte> narrow, Span<byte> pixels, int channels)
    {
        if (_layout.Bands == channels && _layout.Colors != 4)
        {
            narrow.CopyTo(pixels);
            return;
        }

        int bands = _layout.Bands;
        Span<byte> rgb = stackalloc byte[3];
        for (int i = 0, o = 0; i < narrow.Length; i += bands, o += channels)
        {
            ReadOnlySpan<byte> pixel = narrow.Slice(i, bands);
            ToRgb(pixel, rgb);
            if (_alpha == AlphaHandling.Flatten) Flatten(rgb, pixel[^1]);
            rgb[..Math.Min(channels, 3)].CopyTo(pixels[o..]);
            if (channels == 4) pixels[o + 3] = pixel[^1];
        }
    }

    // v / 257 has no halves to break: 257 is odd.
    private static Span<byte> Narrow(Span<byte> samples)
    {
        ReadOnlySpan<ushort> wide = MemoryMarshal.Cast<byte, ushort>(samples);
        for (int i = 0; i < wide.Length; i++) samples[i] = (byte)((wide[i] + 128) / 257);
        return samples[..wide.Length];
    }

    private void ToRgb(ReadOnlySpan<byte> pixel, Span<byte> rgb)
    {
        switch (_layout.Colors)
        {
            case 1:
                rgb.Fill(pixel[0]);
                break;
            case 3:
                pixel[..3].CopyTo(rgb);
                break;
            default:
                for (int c = 0; c < 3; c++) rgb[c] = DivideBy255((255 - pixel[c]) * (255 - pixel[3]));
                break;
        }
    }

    private void Flatten(Span<byte> rgb, byte alpha)
    {
        for (int c = 0; c < 3; c++) rgb[c] = DivideBy255((rgb[c] * alpha) + (_background[c] * (255 - alpha)));
    }

    private static byte DivideBy255(int value) => (byte)((value + 127) / 255);
}
