namespace Downright.Tests.Files;

/// <summary>JPEG files that no encoder would write.</summary>
internal static class JpegHeader
{
    /// <summary>A baseline JPEG that claims a size and holds hardly any data.</summary>
    public static byte[] Claiming(int width, int height) =>
    [
        0xFF, 0xD8,
        0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)1, 64),
        0xFF, 0xC0, 0, 17, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 3, 1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0,
        0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 63, 0, 0, 0, 0, 0,
        0xFF, 0xD9,
    ];
}
