using System.Globalization;
using System.Text;

namespace Downright.Scanning.Slurm;

/// <summary>The tasks of an array job.</summary>
/// <param name="Workers">How many workers the shards are dealt to; task t is worker t + 1 of them.</param>
/// <param name="Tasks">The tasks that have something to do, rising.</param>
public sealed record ArrayTasks(int Workers, IReadOnlyList<int> Tasks)
{
    /// <summary>The most tasks of an array job; Slurm takes 1001 unless it is set up for more.</summary>
    private const int MostTasks = 1000;

    /// <summary>The tasks that do what is missing of a run.</summary>
    /// <param name="shards">How many shards the run has.</param>
    /// <param name="missing">Those that are not done.</param>
    public static ArrayTasks Of(int shards, IReadOnlyList<int> missing)
    {
        ArgumentNullException.ThrowIfNull(missing);
        int workers = Math.Min(shards, MostTasks);
        return new ArrayTasks(workers, [.. missing.Select(shard => shard % workers).Distinct().Order()]);
    }

    /// <summary>The tasks as Slurm writes them: <c>0-23</c>, <c>3,17,40-42</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (int i = 0; i < Tasks.Count; i++)
        {
            int first = i;
            while (i + 1 < Tasks.Count && Tasks[i + 1] == Tasks[i] + 1) i++;
            if (first > 0) text.Append(',');
            text.Append(CultureInfo.InvariantCulture, $"{Tasks[first]}");
            if (i > first) text.Append(CultureInfo.InvariantCulture, $"-{Tasks[i]}");
        }

        return text.ToString();
    }
}
