using System.Buffers;
using Downright.Kernels;

namespace Downright.Detection;

/// <summary>An image in grey, its own memory where it is grey already, or another plane of bytes in pooled memory.</summary>
internal sealed class GreyPlane : IDisposable
{
    private readonly byte[]? _rented;
    private readonly ReadOnlyMemory<byte> _samples;

    public GreyPlane(PixelImage<byte> image)
    {
        Size = image.Size;
        if (image.Format == PixelFormat.Gray && image.Stride == image.Width) _samples = image.Pixels;
        else _samples = _rented = Written((row, y) => GreyRow.Convert(image.Row(y), image.Format, row));
    }

    /// <summary>A plane whose rows are written one by one.</summary>
    public GreyPlane(ImageSize size, SpanAction<byte, int> write)
    {
        Size = size;
        _samples = _rented = Written(write);
    }

    public ImageSize Size { get; }

    /// <summary>The samples, row by row, without padding.</summary>
    public ReadOnlySpan<byte> Samples => _samples.Span[..(Size.Width * Size.Height)];

    public ReadOnlySpan<byte> Row(int y) => _samples.Span.Slice(y * Size.Width, Size.Width);

    public void Dispose()
    {
        if (_rented is not null) ArrayPool<byte>.Shared.Return(_rented);
    }

    private byte[] Written(SpanAction<byte, int> write)
    {
        byte[] samples = ArrayPool<byte>.Shared.Rent(Size.Samples(1));
        for (int y = 0; y < Size.Height; y++) write(samples.AsSpan(y * Size.Width, Size.Width), y);
        return samples;
    }
}
