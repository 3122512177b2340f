using System.Numerics;
using Downright.Analysis;

namespace Downright.Attacks;

/// <summary>The two-dimensional spectrum of one channel of an image; positions count from the centre, as shifted spectra show them.</summary>
internal sealed class ChannelSpectrum
{
    private readonly Complex[] _values;
    private readonly int _width;
    private readonly int _height;

    private ChannelSpectrum(Complex[] values, int width, int height)
    {
        _values = values;
        _width = width;
        _height = height;
    }

    /// <summary>The coefficient that is <paramref name="dx"/> and <paramref name="dy"/> bins from the centre; periodic.</summary>
    public ref Complex this[int dx, int dy] => ref _values[(Wrap(dy, _height) * _width) + Wrap(dx, _width)];

    /// <summary>Transforms a channel.</summary>
    public static ChannelSpectrum Of(PixelImage<byte> image, int channel)
    {
        var values = new Complex[image.Width * image.Height];
        for (int i = 0; i < values.Length; i++) values[i] = image.Row(i / image.Width)[(i % image.Width * image.Channels) + channel];
        var spectrum = new ChannelSpectrum(values, image.Width, image.Height);
        PlaneTransform.Forward(values, image.Size);
        return spectrum;
    }

    /// <summary>Transforms back: the real parts, rounded and clipped to bytes, go into a channel of the samples.</summary>
    public void WriteTo(byte[] samples, int channel, int channels)
    {
        PlaneTransform.Inverse(_values, new ImageSize(_width, _height));
        for (int i = 0; i < _values.Length; i++) samples[(i * channels) + channel] = (byte)Math.Clamp(Math.Round(_values[i].Real), 0, 255);
    }

    private static int Wrap(int offset, int length) => ((offset % length) + length) % length;
}
