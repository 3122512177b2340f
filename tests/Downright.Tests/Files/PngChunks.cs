using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Downright.Tests.Files;

/// <summary>PNG files by hand: reads their chunks, and makes headers that no encoder would.</summary>
internal static class PngChunks
{
    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Keyword and text of every compressed text chunk (zTXt), in the file's order.</summary>
    public static List<(string Keyword, string Text)> TextOf(byte[] png)
    {
        var texts = new List<(string, string)>();
        for (int at = Signature.Length; at < png.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (png.AsSpan(at + 4, 4).SequenceEqual("zTXt"u8))
            {
                ReadOnlySpan<byte> data = png.AsSpan(at + 8, length);
                int end = data.IndexOf((byte)0);
                using var text = new StreamReader(new ZLibStream(new MemoryStream(data[(end + 2)..].ToArray()), CompressionMode.Decompress), Encoding.Latin1);
                texts.Add((Encoding.Latin1.GetString(data[..end]), text.ReadToEnd()));
            }

            at += 12 + length;
        }

        return texts;
    }

    /// <summary>A PNG of 8-bit RGB that claims a size and holds hardly any data.</summary>
    public static byte[] Claiming(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = 2;
        return [.. Signature, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, [0x78, 0x9C, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01]), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        byte[] body = [.. type, .. data];
        var chunk = new byte[body.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + 4), Crc(body));
        return chunk;
    }

    // PNG specification (second edition), annex D.
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int k = 0; k < 8; k++) crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }

        return ~crc;
    }
}
