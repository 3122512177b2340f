using System.Text.Json;
using Downright.Files;
using Downright.Scanning.Plans;
using Downright.Scanning.Results;

namespace Downright.Scanning.Runs;

/// <summary>Does the shards of a run that are not done yet: at least once, and kept exactly once.</summary>
/// <param name="folder">The run's folder.</param>
/// <param name="manifest">The run.</param>
/// <param name="scan">Scans a shard.</param>
public sealed class ScanRun(RunFolder folder, RunManifest manifest, ShardScan scan)
{
    /// <summary>Does shards, two at a time: the cores need not wait for a shard's last image, nor for its part to be synced.</summary>
    /// <param name="shards">Their numbers.</param>
    /// <param name="progress">Told about how many images were done, of the weight of the shards; from any thread.</param>
    /// <param name="rows">Gets the rows of each shard once its part stands, also of those that were done before; one shard after the other.</param>
    /// <param name="cancellation">Stops the run; nothing half-written stays behind.</param>
    /// <exception cref="ScanException">A part cannot be written, or is broken.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Run(IEnumerable<int> shards, Action<double> progress, Action<Shard, IEnumerable<ScanRow>> rows, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(shards);
        ArgumentNullException.ThrowIfNull(progress);
        ArgumentNullException.ThrowIfNull(rows);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Queue<(Shard Shard, Task Done)> begun = [];
        try
        {
            foreach (int number in shards)
            {
                cancellation.ThrowIfCancellationRequested();
                Shard shard = manifest.Shard(number);
                begun.Enqueue((shard, folder.IsDone(number) ? Task.CompletedTask : Begin(shard)));
                if (begun.Count > 1) End();
            }

            while (begun.Count > 0) End();
        }
        finally
        {
            stop.Cancel();
            Task.WhenAll(begun.Select(shard => shard.Done)).ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
        }

        // A thread of its own waits for the rows: those of the pool read.
        Task Begin(Shard shard) => Task.Factory.StartNew(() => Do(shard, progress, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        void End()
        {
            var (shard, done) = begun.Peek();
            done.GetAwaiter().GetResult();
            begun.Dequeue();
            rows(shard, PartFile.Rows(folder, manifest, shard));
        }
    }

    private void Do(Shard shard, Action<double> progress, CancellationToken cancellation)
    {
        double told = 0;
        Write(
            shard,
            weight =>
            {
                told += weight;
                progress(weight);
            },
            cancellation);
        // An archive's weight was only a guess.
        progress(shard.Weight - told);
    }

    private void Write(Shard shard, Action<double> progress, CancellationToken cancellation)
    {
        try
        {
            OutputFile.Write(folder.PartPath(shard.Number), overwrite: false, stream => scan.RunAsync(
                InputList.Of(folder, manifest, shard),
                shard,
                (row, weight) =>
                {
                    JsonSerializer.Serialize(stream, row, ScanJson.Lines.ScanRow);
                    stream.WriteByte((byte)'\n');
                    progress(weight);
                },
                cancellation).GetAwaiter().GetResult());
        }
        catch (ImageFileException) when (folder.IsDone(shard.Number))
        {
            // Another worker, perhaps one that was thought dead, was faster with the same rows.
        }
    }
}
