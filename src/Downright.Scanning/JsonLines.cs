namespace Downright.Scanning;

/// <summary>Reads the lines of a file as bytes, one at a time.</summary>
internal static class JsonLines
{
    private const int LongestLine = 1 << 20;

    /// <summary>The lines from an offset on, each with the offset where it begins; valid until the next one is read.</summary>
    /// <exception cref="InvalidDataException">A line is longer than a mebibyte, or the last one does not end.</exception>
    public static IEnumerable<(long Offset, ReadOnlyMemory<byte> Line)> Read(Stream stream, long offset = 0)
    {
        stream.Seek(offset, SeekOrigin.Begin);
        var buffer = new byte[1 << 16];
        int start = 0, end = 0;
        while (true)
        {
            int length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                yield return (offset, buffer.AsMemory(start, length));
                start += length + 1;
                offset += length + 1;
                continue;
            }

            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            if (end == buffer.Length)
            {
                if (end >= LongestLine) throw new InvalidDataException($"the line at byte {offset} is too long");
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            int read = stream.Read(buffer, end, buffer.Length - end);
            end += read;
            if (read > 0) continue;
            if (end > 0) throw new InvalidDataException($"the line at byte {offset} does not end");
            yield break;
        }
    }
}
