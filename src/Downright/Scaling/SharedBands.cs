using System.Runtime.ExceptionServices;

namespace Downright.Scaling;

/// <summary>
/// Bands of rows that several threads take one after the other: the caller's, and others that come in time. So a thread
/// that starts late, or that something else holds up, delays nobody by more than a band.
/// </summary>
/// <param name="rows">The rows to work on.</param>
/// <param name="bands">The number of bands.</param>
/// <param name="state">What the work needs.</param>
/// <param name="work">Works on the rows from its second argument up to, not including, its third.</param>
internal sealed class SharedBands<T>(int rows, int bands, T state, Action<T, int, int> work) : IThreadPoolWorkItem
{
    private readonly object _gate = new();
    private ExceptionDispatchInfo? _failure;
    private int _taken;
    private int _finished;

    /// <summary>Works on all bands.</summary>
    /// <param name="threads">The number of threads to do it with, the caller's included.</param>
    public void Run(int threads)
    {
        if (Thread.CurrentThread.IsThreadPoolThread) RunInPool(threads);
        else WorkerThreads.Shared.Run(this, threads);
        Wait();
        _failure?.Throw();
    }

    /// <summary>Takes bands as long as there are any.</summary>
    public void Execute()
    {
        while (true)
        {
            int band = Interlocked.Increment(ref _taken) - 1;
            if (band >= bands) return;
            try
            {
                work(state, (int)((long)rows * band / bands), (int)((long)rows * (band + 1) / bands));
            }
            catch (Exception exception) when (Keep(exception))
            {
                // What is kept is thrown on the caller's thread.
            }

            if (Interlocked.Increment(ref _finished) < bands) continue;
            lock (_gate) Monitor.PulseAll(_gate);
        }
    }

    /// <summary>The pool has as many threads as there are processors, the caller's included, however many callers it has.</summary>
    private void RunInPool(int threads)
    {
        for (int i = 1; i < threads; i++) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        Execute();
    }

    private bool Keep(Exception exception)
    {
        Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
        return true;
    }

    /// <summary>Waits for the bands that other threads are at: awake at first, as it takes long to wake.</summary>
    private void Wait()
    {
        const int Spins = 40;
        var spin = new SpinWait();
        for (int i = 0; i < Spins && Volatile.Read(ref _finished) < bands; i++) spin.SpinOnce(sleep1Threshold: -1);
        lock (_gate)
        {
            while (Volatile.Read(ref _finished) < bands) Monitor.Wait(_gate);
        }
    }
}
