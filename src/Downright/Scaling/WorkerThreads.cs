namespace Downright.Scaling;

/// <summary>
/// Threads that help callers which are not of the pool with their work. Beside such a caller the pool has as many threads
/// as there are processors, and wakes one more than it has work for: it would take a processor from those that work.
/// </summary>
/// <param name="most">The most threads.</param>
internal sealed class WorkerThreads(int most)
{
    /// <summary>Threads that have had nothing to do for so long end.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    private readonly Queue<IThreadPoolWorkItem> _work = new();
    private int _callers;
    private int _threads;

    /// <summary>The process' threads.</summary>
    public static WorkerThreads Shared { get; } = new(Environment.ProcessorCount - 1);

    /// <summary>Does some work on the caller's thread, while others help with it that are not needed by other callers.</summary>
    /// <param name="work">The work: everyone executes it. It throws nothing.</param>
    /// <param name="threads">The most threads to do it with, the caller's included.</param>
    public void Run(IThreadPoolWorkItem work, int threads)
    {
        int others = Math.Min(threads, most + 2 - Interlocked.Increment(ref _callers)) - 1;
        if (others > 0) Call(work, others);
        work.Execute();
        Interlocked.Decrement(ref _callers);
    }

    private void Call(IThreadPoolWorkItem work, int others)
    {
        lock (_work)
        {
            for (; _threads < others; _threads++) new Thread(Help) { IsBackground = true, Name = nameof(Downright) }.UnsafeStart();
            for (int i = 0; i < others; i++)
            {
                _work.Enqueue(work);
                Monitor.Pulse(_work);
            }
        }
    }

    private void Help()
    {
        while (Next() is IThreadPoolWorkItem work) work.Execute();
    }

    /// <summary>Waits for work, awake for a moment, as it takes long to wake.</summary>
    /// <returns>The work, or null where the thread shall end.</returns>
    private IThreadPoolWorkItem? Next()
    {
        const int Spins = 140;
        var spin = new SpinWait();
        for (int i = 0; i < Spins && _work.Count == 0; i++) spin.SpinOnce(sleep1Threshold: -1);
        lock (_work)
        {
            while (_work.Count == 0)
            {
                if (Monitor.Wait(_work, Idle) || _work.Count > 0) continue;
                _threads--;
                return null;
            }

            return _work.Dequeue();
        }
    }
}
