namespace Downright.Vetting;

/// <summary>Calls a scaler under test, and turns everything that can go wrong into a <see cref="ProbeFailure"/>.</summary>
internal sealed class GuardedScaler(IScaler scaler, TimeSpan limit, CancellationToken cancellation)
{
    public string Name => scaler.Name;

    /// <summary>Scales an image, on a thread of its own, which is given up where it takes too long.</summary>
    /// <returns>An image of the size and format asked for, in memory of its own.</returns>
    public PixelImage<byte> Scale(PixelImage<byte> image, ImageSize size)
    {
        cancellation.ThrowIfCancellationRequested();
        Task<PixelImage<byte>> call = Task.Factory.StartNew(() => Checked(scaler.Scale(image, size), image.Format, size), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (Task.WaitAny([call], (int)Math.Min(limit.TotalMilliseconds, int.MaxValue), cancellation) < 0)
            throw new ProbeFailure(FormattableString.Invariant($"it hung: scaling {image.Size} to {size} took more than {limit.TotalSeconds:0.###} s"), isLasting: true);
        if (call.Exception?.InnerException is TimeoutException timeout)
            throw new ProbeFailure($"it hung at {image.Size} to {size}: {FirstLine(timeout.Message)}", isLasting: true);
        if (call.Exception?.InnerException is { } cause and not ProbeFailure && !cancellation.IsCancellationRequested)
            throw new ProbeFailure($"it failed at {image.Size} to {size}: {FirstLine(cause.Message)}");
        return call.GetAwaiter().GetResult();
    }

    /// <summary>Reasons stand in tables: a missing native library is told of in a whole page.</summary>
    private static string FirstLine(string message) => message.TrimStart().Split('\n')[0].TrimEnd();

    private static PixelImage<byte> Checked(PixelImage<byte>? output, PixelFormat format, ImageSize size)
    {
        if (output is null) throw new ProbeFailure($"it returned no image where {size} was asked for");
        if (output.Size != size) throw new ProbeFailure($"it returned {output.Size} where {size} was asked for");
        if (output.Format != format) throw new ProbeFailure($"it returned {output.Format} for an image of {format}");
        return new PixelImage<byte>(output.ToArray(), size, format);
    }
}
