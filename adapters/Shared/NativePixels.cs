using System.Buffers;

namespace Downright.Adapters;

/// <summary>
/// Pixels that a native library owns, as memory that an image takes without copying. Whoever makes it keeps the owner
/// alive while the image is used.
/// </summary>
internal sealed unsafe class NativePixels(nint address, int length) : MemoryManager<byte>
{
    /// <summary>An image over native pixels.</summary>
    /// <param name="address">The first byte of the top row.</param>
    /// <param name="size">Width × height in pixels.</param>
    /// <param name="format">The order and meaning of the channels.</param>
    /// <param name="stride">Bytes from one row's start to the next one's.</param>
    /// <exception cref="ArgumentException">There are more bytes than an image can hold.</exception>
    public static PixelImage<byte> Image(nint address, ImageSize size, PixelFormat format, long stride)
    {
        long row = (long)size.Width * format.Channels(), bytes = ((size.Height - 1) * stride) + row;
        if (bytes > Array.MaxLength) throw new ArgumentException($"{size} pixels of {format} are {bytes} bytes; an image holds at most {Array.MaxLength}.");
        return new PixelImage<byte>(new NativePixels(address, (int)bytes).Memory, size, format, size.Height > 1 ? (int)stride : (int)row);
    }

    public override Span<byte> GetSpan() => new((void*)address, length);

    public override MemoryHandle Pin(int elementIndex = 0) => new((byte*)address + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
