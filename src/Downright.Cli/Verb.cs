using System.CommandLine;

namespace Downright.Cli;

/// <summary>One verb of the tool: its options, its example, and what it does.</summary>
internal abstract class Verb : Command
{
    protected Verb(string name, string description, string example)
        : base(name, description)
    {
        Example = example;
        SetAction((arguments, cancellation) => Task.Run(() => Run(arguments, cancellation), CancellationToken.None));
    }

    /// <summary>A command that shows the verb at work.</summary>
    public string Example { get; }

    /// <summary>Does the verb's work.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    protected abstract int Run(ParseResult arguments, CancellationToken cancellation);

    protected void AddAll(IEnumerable<Option> options)
    {
        foreach (Option option in options) Add(option);
    }
}
