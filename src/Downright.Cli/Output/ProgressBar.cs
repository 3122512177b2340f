using Spectre.Console;

namespace Downright.Cli.Output;

/// <summary>Shows on a terminal's standard error how far work has come, once it has taken a second.</summary>
internal static class ProgressBar
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for work, and shows how far it is.</summary>
    /// <param name="label">What is being done.</param>
    /// <param name="total">The number of steps.</param>
    /// <param name="quiet">Whether nothing is shown.</param>
    /// <param name="work">Does the work, and reports each step when it is done.</param>
    public static T Run<T>(string label, int total, bool quiet, Func<Action, T> work)
    {
        if (quiet || Console.IsErrorRedirected) return work(() => { });

        int done = 0;
        Task<T> running = Task.Run(() => work(() => Interlocked.Increment(ref done)));
        if (!Ends(running, Patience))
        {
            IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
            console.Progress().AutoClear(true).Start(context =>
            {
                ProgressTask bar = context.AddTask(label, maxValue: total);
                bar.IsIndeterminate = total == 1;
                while (!Ends(running, Refresh)) bar.Value = Volatile.Read(ref done);
            });
        }

        return running.GetAwaiter().GetResult();
    }

    private static bool Ends(Task task, TimeSpan within) => Task.WaitAny([task], within) == 0;
}
