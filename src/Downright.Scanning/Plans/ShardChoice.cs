using System.Globalization;

namespace Downright.Scanning.Plans;

/// <summary>Which shards of a run a worker takes: every <paramref name="Of"/>-th from <paramref name="Worker"/> on, or a single one.</summary>
/// <param name="Worker">The worker's number, from 0.</param>
/// <param name="Of">How many workers there are; null where the worker's number is that of its only shard.</param>
public sealed record ShardChoice(int Worker, int? Of)
{
    /// <summary>All shards.</summary>
    public static ShardChoice All { get; } = new(0, 1);

    /// <summary>Reads <c>i/N</c>, the i-th of N workers, i from 1 to N.</summary>
    /// <param name="text">The text.</param>
    /// <param name="choice">What it says.</param>
    public static bool TryParse(string text, out ShardChoice choice)
    {
        ArgumentNullException.ThrowIfNull(text);
        choice = All;
        string[] parts = text.Split('/');
        if (parts.Length != 2 || !TryParseNumber(parts[0], out int worker) || !TryParseNumber(parts[1], out int of) || worker < 1 || worker > of) return false;
        choice = new ShardChoice(worker - 1, of);
        return true;
    }

    /// <summary>
    /// What an array job of Slurm or an indexed job of Kubernetes gives this process to do: the shard whose number is in
    /// <c>SLURM_ARRAY_TASK_ID</c> or <c>JOB_COMPLETION_INDEX</c>.
    /// </summary>
    /// <param name="variable">Reads an environment variable.</param>
    /// <returns>The choice, or null outside of such jobs.</returns>
    /// <exception cref="ScanException">The variable holds no number.</exception>
    public static ShardChoice? Ambient(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        foreach (string name in (ReadOnlySpan<string>)["SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX"])
        {
            if (variable(name) is not { Length: > 0 } text) continue;
            return TryParseNumber(text, out int shard) ? new ShardChoice(shard, null) : throw new ScanException($"{name} is the number of a shard, not '{text}'");
        }

        return null;
    }

    /// <summary>The shards of a run that the worker takes, rising.</summary>
    /// <param name="shards">How many shards the run has.</param>
    /// <exception cref="ScanException">There is no shard of this number.</exception>
    public IReadOnlyList<int> Take(int shards)
    {
        if (Of is { } workers) return [.. Enumerable.Range(0, shards).Where(shard => shard % workers == Worker)];
        return Worker < shards ? [Worker] : throw new ScanException($"there is no shard {Worker}: the run has {shards}, numbered from 0 (--shards sets how many, when a run begins)");
    }

    private static bool TryParseNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
