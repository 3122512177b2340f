using Downright.Scaling;

namespace Downright.Tests.Scaling;

public sealed class WorkerThreadsTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Fact]
    public void As_many_threads_come_as_are_asked_for()
    {
        // No one passes before all four have come.
        using var barrier = new Barrier(4);
        var threads = new WorkerThreads(3);
        threads.Run(new Work(() => barrier.SignalAndWait(Long)), 4);
        threads.Run(new Work(() => barrier.SignalAndWait(Long)), 4);
        Assert.Equal(2, barrier.CurrentPhaseNumber);
    }

    [Fact]
    public void Without_others_the_caller_works_alone()
    {
        int caller = Environment.CurrentManagedThreadId;
        List<int> workers = [];
        new WorkerThreads(0).Run(new Work(() => workers.Add(Environment.CurrentManagedThreadId)), 4);
        Assert.Equal([caller], workers);
    }

    [Fact]
    public void Callers_leave_the_processors_to_each_other()
    {
        // Of two processors each of two callers has one; a caller by itself has both.
        var threads = new WorkerThreads(1);
        int alone = 0, together = 0;
        using var barrier = new Barrier(2);
        threads.Run(new Work(() => threads.Run(new Work(() => Interlocked.Increment(ref alone)), 2)), 1);
        threads.Run(
            new Work(() =>
            {
                barrier.SignalAndWait(Long);
                Interlocked.Increment(ref together);
                barrier.SignalAndWait(Long);
            }),
            2);
        Assert.Equal((1, 2), (alone, together));
    }

    [Fact]
    public void Bands_are_each_worked_on_once_from_threads_of_the_pool_and_others()
    {
        const int Rows = 97, Callers = 6, Times = 200;
        var failures = 0;
        void Call()
        {
            for (int time = 0; time < Times; time++)
            {
                var done = new int[Rows];
                RowBands.Run(Rows, 16, done, static (rows, from, to) =>
                {
                    for (int row = from; row < to; row++) Interlocked.Increment(ref rows[row]);
                });
                if (done.Any(count => count != 1)) Interlocked.Increment(ref failures);
            }
        }

        Thread[] callers = [.. Enumerable.Range(0, Callers).Select(_ => new Thread(Call))];
        foreach (Thread caller in callers) caller.Start();
        Parallel.For(0, Callers, _ => Call());
        foreach (Thread caller in callers) caller.Join();
        Assert.Equal(0, failures);
    }

    private sealed class Work(Action action) : IThreadPoolWorkItem
    {
        public void Execute() => action();
    }
}
