using System.Threading.Channels;
using Downright.Scanning.Plans;
using Downright.Scanning.Sources;

namespace Downright.Scanning.Runs;

/// <summary>
/// Turns the images of shards into rows, in their order: reading, decoding and detection of different images at the same
/// time, on all cores, in memory that does not grow with the shard. While the last images of a shard are worked on, those
/// of the next are begun.
/// </summary>
/// <param name="reader">Reads encoded images.</param>
/// <param name="screen">Decodes and examines them.</param>
/// <param name="jobs">How many images are decoded and examined at a time.</param>
public sealed class ShardScan(SourceReader reader, ImageScreen screen, int jobs) : IDisposable
{
    /// <summary>How many encoded images are read or held for each that is worked on, so that slow storage does not leave the cores without work.</summary>
    public const int ReadAhead = 4;

    // Rows that may wait for an earlier one, so that one large image does not leave the other cores without work.
    private const int RowsAhead = 1024;

    private readonly MemoryGate _encoded = new(SourceReader.LargestImage);
    private readonly SemaphoreSlim _held = new(jobs * ReadAhead);
    private readonly SemaphoreSlim _reading = new(1);

    // A core goes from image to image without a change of thread, and uses the same memory for all of them.
    private readonly TaskFactory _cores = new(new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, jobs).ConcurrentScheduler);

    /// <summary>Scans a shard; several may be scanned at a time, whose images are begun one shard after the other.</summary>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="shard">Its number.</param>
    /// <param name="write">Takes the rows, one after the other, with about how many images of the plan each stands for.</param>
    /// <param name="cancellation">Stops the scan.</param>
    public async Task RunAsync(IEnumerable<ScanInput> inputs, Shard shard, Action<ScanRow, double> write, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(shard);
        ArgumentNullException.ThrowIfNull(write);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var rows = Channel.CreateBounded<Task<(ScanRow Row, double Weight)>>(new BoundedChannelOptions(RowsAhead) { SingleReader = true, SingleWriter = true });
        Task begun = Task.Run(() => BeginAsync(inputs, rows.Writer, stop.Token), CancellationToken.None);
        try
        {
            int index = 0;
            await foreach (Task<(ScanRow, double)> next in rows.Reader.ReadAllAsync(CancellationToken.None))
            {
                var (row, weight) = await next;
                write(row with { Shard = shard.Number, Index = index++ }, weight);
            }
        }
        finally
        {
            await stop.CancelAsync();
            // Images that were begun end before their memory is used for something else.
            await foreach (Task task in rows.Reader.ReadAllAsync(CancellationToken.None)) await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await begun;
    }

    /// <summary>Frees what waiting takes.</summary>
    public void Dispose()
    {
        _held.Dispose();
        _reading.Dispose();
    }

    private async Task BeginAsync(IEnumerable<ScanInput> inputs, ChannelWriter<Task<(ScanRow, double)>> rows, CancellationToken cancellation)
    {
        bool turn = false;
        try
        {
            await _reading.WaitAsync(cancellation);
            turn = true;
            foreach (ScanInput input in inputs)
            {
                using IEnumerator<SourceImage> images = reader.Images(input).GetEnumerator();
                while (true)
                {
                    await _held.WaitAsync(cancellation);
                    if (!images.MoveNext())
                    {
                        _held.Release();
                        break;
                    }

                    SourceImage image = images.Current;
                    // An archive's images are read one after the other, here, other files at the same time.
                    EncodedImage? contents = image.Ordinal is null ? null : await EncodedImage.LoadAsync(image, _encoded);
                    await rows.WriteAsync(Task.Run(() => ScreenAsync(image, contents, cancellation), CancellationToken.None), cancellation);
                }
            }
        }
        finally
        {
            if (turn) _reading.Release();
            rows.Complete();
        }
    }

    private async Task<(ScanRow Row, double Weight)> ScreenAsync(SourceImage image, EncodedImage? loaded, CancellationToken cancellation)
    {
        try
        {
            using EncodedImage encoded = loaded ?? await EncodedImage.LoadAsync(image, _encoded);
            if (encoded.Failure is { } failure) return (ImageScreen.BadRow(image, failure), 1);
            double weight = image.Member is null ? 1 : (double)encoded.Length / ScanInput.BytesPerImage;
            return (await _cores.StartNew(() => screen.ScreenAsync(image, encoded.Contents, cancellation), cancellation).Unwrap(), weight);
        }
        finally
        {
            _held.Release();
        }
    }
}
