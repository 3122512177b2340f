using Downright.Scaling;

namespace Downright.Tests.Scaling;

public sealed class RecentSizesTests
{
    private static readonly ImageSize Target = new(7, 5);

    [Fact]
    public void What_was_compiled_for_the_last_sizes_is_given_again()
    {
        var recent = new RecentSizes<string>(3);
        string[] first = [.. Enumerable.Range(1, 3).Select(width => Of(recent, width))];

        Assert.Equal(first, Enumerable.Range(1, 3).Select(width => Of(recent, width)), ReferenceEqualityComparer.Instance);
        string fourth = Of(recent, 4);
        Assert.Equal([first[1], first[2], fourth], Enumerable.Range(2, 3).Select(width => Of(recent, width)), ReferenceEqualityComparer.Instance);
        Assert.NotSame(first[0], Of(recent, 1));
    }

    [Fact]
    public void Another_target_is_another_pair()
    {
        var recent = new RecentSizes<string>(3);
        Assert.NotSame(Of(recent, 1), recent.Get(new ImageSize(1, 9), new ImageSize(5, 7), 0, Compile));
    }

    [Fact]
    public void What_keeps_too_much_memory_makes_room()
    {
        Dictionary<string, long> bytes = [];
        var recent = new RecentSizes<string>(3, kept => bytes.GetValueOrDefault(kept), 10);
        string large = Of(recent, 1), small = Of(recent, 2);
        bytes[large] = 8;
        bytes[small] = 3;

        string newest = Of(recent, 3);

        bytes[newest] = 100;
        Assert.Same(newest, Of(recent, 3));
        Assert.Same(small, Of(recent, 2));
        Assert.NotSame(large, Of(recent, 1));
    }

    [Fact]
    public void Threads_that_come_at_once_take_the_same()
    {
        var recent = new RecentSizes<string>(3);
        using var start = new Barrier(4);
        var taken = new string[4];
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(i => new Thread(() => taken[i] = recent.Get(new ImageSize(1, 9), Target, start, (all, source, target) =>
        {
            // Nobody has finished when the last one begins.
            all.SignalAndWait(TestContext.Current.CancellationToken);
            return Compile(0, source, target);
        })))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();

        Assert.All(taken, text => Assert.Same(taken[0], text));
    }

    [Fact]
    public void A_hit_allocates_nothing()
    {
        var recent = new RecentSizes<string>(3);
        for (int width = 1; width <= 3; width++) Of(recent, width);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int width = 1; width <= 3; width++) Of(recent, width);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static string Of(RecentSizes<string> recent, int width) => recent.Get(new ImageSize(width, 9), Target, 0, Compile);

    private static string Compile(int state, ImageSize source, ImageSize target) => $"{source} {target} {state}";
}
