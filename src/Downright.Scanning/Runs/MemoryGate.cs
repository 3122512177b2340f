namespace Downright.Scanning.Runs;

/// <summary>Lets images through at the same time as long as their pixels, or their bytes, together stay under a limit; a larger one goes alone.</summary>
internal sealed class MemoryGate
{
    private readonly long _limit;
    private readonly Lock _lock = new();
    private readonly Queue<(long Wanted, TaskCompletionSource Opened)> _waiting = [];
    private long _free;

    /// <summary>Makes a gate.</summary>
    /// <param name="limit">The limit.</param>
    public MemoryGate(long limit) => _limit = _free = limit;

    /// <summary>Waits until an image of this size may go through. Whoever came first goes first, so that large ones are not kept waiting for ever.</summary>
    public Task EnterAsync(long wanted)
    {
        wanted = Math.Min(wanted, _limit);
        lock (_lock)
        {
            if (_waiting.Count == 0 && wanted <= _free)
            {
                _free -= wanted;
                return Task.CompletedTask;
            }

            var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue((wanted, opened));
            return opened.Task;
        }
    }

    /// <summary>Gives back what <see cref="EnterAsync"/> took.</summary>
    public void Leave(long wanted)
    {
        lock (_lock)
        {
            _free += Math.Min(wanted, _limit);
            while (_waiting.TryPeek(out var next) && next.Wanted <= _free)
            {
                _free -= next.Wanted;
                _waiting.Dequeue().Opened.SetResult();
            }
        }
    }
}
