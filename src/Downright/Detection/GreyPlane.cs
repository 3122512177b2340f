using System.Buffers;
using Downright.Kernels;

namespace Downright.Detection;

/// <summary>An image in grey: its own memory where it is grey already, else pooled memory.</summary>
internal sealed class GreyPlane : IDisposable
{
    private readonly byte[]? _rented;
    private readonly ReadOnlyMemory<byte> _samples;

    public GreyPlane(PixelImage<byte> image)
    {
        Size = image.Size;
        if (image.Format == PixelFormat.Gray && image.Stride == image.Width)
        {
            _samples = image.Pixels;
            return;
        }

        _rented = ArrayPool<byte>.Shared.Rent(image.Size.Samples(1));
        for (int y = 0; y < Size.Height; y++) GreyRow.Convert(image.Row(y), image.Format, _rented.AsSpan(y * Size.Width, Size.Width));
        _samples = _rented;
    }

    public ImageSize Size { get; }

    /// <summary>The samples, row by row, without padding.</summary>
    public ReadOnlySpan<byte> Samples => _samples.Span[..(Size.Width * Size.Height)];

    public ReadOnlySpan<byte> Row(int y) => _samples.Span.Slice(y * Size.Width, Size.Width);

    public void Dispose()
    {
        if (_rented is not null) ArrayPool<byte>.Shared.Return(_rented);
    }
}
