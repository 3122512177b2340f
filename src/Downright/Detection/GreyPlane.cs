using System.Buffers;
using Downright.Kernels;

namespace Downright.Detection;

/// <summary>An image in grey, in pooled memory.</summary>
internal sealed class GreyPlane : IDisposable
{
    private readonly byte[] _samples;

    public GreyPlane(PixelImage<byte> image)
    {
        Size = image.Size;
        _samples = ArrayPool<byte>.Shared.Rent(image.Size.Samples(1));
        for (int y = 0; y < Size.Height; y++) GreyRow.Convert(image.Row(y), image.Format, _samples.AsSpan(y * Size.Width, Size.Width));
    }

    public ImageSize Size { get; }

    /// <summary>The samples, row by row, without padding.</summary>
    public ReadOnlySpan<byte> Samples => _samples.AsSpan(0, Size.Width * Size.Height);

    public ReadOnlySpan<byte> Row(int y) => _samples.AsSpan(y * Size.Width, Size.Width);

    public void Dispose() => ArrayPool<byte>.Shared.Return(_samples);
}
