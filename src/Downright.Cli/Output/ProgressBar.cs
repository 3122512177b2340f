using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace Downright.Cli.Output;

/// <summary>Shows on a terminal's standard error how far work has come, once it has taken a second.</summary>
internal static class ProgressBar
{
    private const double Hundred = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for work, and shows how far it is.</summary>
    /// <param name="label">What is being done.</param>
    /// <param name="total">The number of steps.</param>
    /// <param name="quiet">Whether nothing is shown.</param>
    /// <param name="work">Does the work, and reports each step when it is done.</param>
    public static T Run<T>(string label, int total, bool quiet, Func<Action, T> work) => Run(label, total, quiet, null, tell => work(() => tell(1)));

    /// <summary>Waits for work that is measured in images, and shows how far it is, how fast, and the time that is left.</summary>
    /// <param name="label">What is being done.</param>
    /// <param name="total">About how many there are.</param>
    /// <param name="quiet">Whether nothing is shown.</param>
    /// <param name="unit">What is counted; null to show no rate.</param>
    /// <param name="work">Does the work, and reports how much more is done.</param>
    public static T Run<T>(string label, double total, bool quiet, string? unit, Func<Action<double>, T> work)
    {
        if (quiet || Console.IsErrorRedirected) return work(_ => { });

        var sum = new Lock();
        double done = 0;
        long begun = Stopwatch.GetTimestamp();
        Task<T> running = Task.Run(() => work(more =>
        {
            lock (sum) done += more;
        }));
        if (!Ends(running, Patience))
        {
            IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
            console.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).Start(context =>
            {
                ProgressTask bar = context.AddTask(label, maxValue: total);
                bar.IsIndeterminate = total == 1;
                while (!Ends(running, Refresh))
                {
                    lock (sum) bar.Value = done;
                    if (unit is not null) bar.Description = string.Create(CultureInfo.InvariantCulture, $"{label} {bar.Value:N0} of {total:N0}, {bar.Value / Stopwatch.GetElapsedTime(begun).TotalSeconds:N0} {unit}/s");
                }
            });
        }

        return running.GetAwaiter().GetResult();
    }

    /// <summary>Waits for work that tells which share of it is done, and shows that.</summary>
    /// <param name="label">What is being done.</param>
    /// <param name="quiet">Whether nothing is shown.</param>
    /// <param name="work">Does the work, and reports the share that is done, 0–1.</param>
    public static T Run<T>(string label, bool quiet, Func<IProgress<double>, T> work) =>
        Run(label, Hundred, quiet, null, tell => work(new Share(more => tell(Hundred * more))));

    private static bool Ends(Task task, TimeSpan within) => Task.WaitAny([task], within) == 0;

    /// <summary>Turns the share that is done into what is done since the last report; it never goes back.</summary>
    private sealed class Share(Action<double> tell) : IProgress<double>
    {
        private readonly Lock _lock = new();
        private double _done;

        public void Report(double value)
        {
            lock (_lock)
            {
                if (value <= _done) return;
                tell(value - _done);
                _done = value;
            }
        }
    }
}
