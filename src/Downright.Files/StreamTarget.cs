using NetVips;

namespace Downright.Files;

/// <summary>
/// Lets libvips write to a stream. An exception may not cross native code: it is kept, libvips is told to stop, and
/// <see cref="ThrowIfFailed"/> throws it on the managed side.
/// </summary>
internal sealed class StreamTarget : IDisposable
{
    private readonly Stream _stream;
    private readonly CancellationToken _cancellationToken;
    private System.Runtime.ExceptionServices.ExceptionDispatchInfo? _failure;

    public StreamTarget(Stream stream, CancellationToken cancellationToken)
    {
        _stream = stream;
        _cancellationToken = cancellationToken;
        Target = new TargetCustom();
        Target.OnWrite += Write;
    }

    public TargetCustom Target { get; }

    public void ThrowIfFailed() => _failure?.Throw();

    public void Dispose() => Target.Dispose();

    private long Write(byte[] buffer, int length)
    {
        if (_failure is not null) return -1;
        try
        {
            _cancellationToken.ThrowIfCancellationRequested();
            _stream.Write(buffer, 0, length);
            return length;
        }
        catch (Exception e)
        {
            _failure = System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(e);
            return -1;
        }
    }
}
