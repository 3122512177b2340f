using Downright.Scanning.Sources;

namespace Downright.Scanning.Runs;

/// <summary>The bytes of an image, or why there are none. They are let through a gate until this is disposed of.</summary>
internal sealed class EncodedImage : IDisposable
{
    // The collector does not see that one large array takes the place of another, and keeps both.
    private const int LargeBytes = 1 << 25;

    private readonly MemoryGate _gate;
    private byte[]? _contents;

    private EncodedImage(byte[]? contents, Exception? failure, long length, MemoryGate gate)
    {
        _contents = contents;
        Failure = failure;
        Length = length;
        _gate = gate;
    }

    /// <summary>The bytes.</summary>
    public byte[] Contents => _contents!;

    /// <summary>Why there are no bytes; null where there are.</summary>
    public Exception? Failure { get; }

    /// <summary>How many bytes the image takes of the gate.</summary>
    public long Length { get; }

    /// <summary>Waits at the gate, and reads.</summary>
    /// <param name="image">The image.</param>
    /// <param name="gate">Counts bytes.</param>
    public static async Task<EncodedImage> LoadAsync(SourceImage image, MemoryGate gate)
    {
        long length = 0;
        try
        {
            length = image.Length();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new EncodedImage(null, e, 0, gate);
        }

        await gate.EnterAsync(length);
        try
        {
            if (length >= LargeBytes) GC.Collect();
            return new EncodedImage(image.Load(), null, length, gate);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            gate.Leave(length);
            return new EncodedImage(null, e, 0, gate);
        }
    }

    /// <summary>Lets the bytes go, and others through the gate.</summary>
    public void Dispose()
    {
        _contents = null;
        _gate.Leave(Length);
    }
}
