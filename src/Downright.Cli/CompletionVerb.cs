using System.CommandLine;

namespace Downright.Cli;

/// <summary><c>completion</c>: prints a script that lets a shell complete the tool's words.</summary>
internal sealed class CompletionVerb : Verb
{
    private readonly Argument<string> _shell = new("SHELL") { Description = "bash, zsh, fish or pwsh" };

    public CompletionVerb()
        : base("completion", "Prints a script that lets a shell complete verbs, options and scalers.", "source <(downright completion bash)")
    {
        _shell.CompletionSources.Add([.. CompletionScripts.Shells]);
        Add(_shell);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult arguments, CancellationToken cancellation)
    {
        string shell = arguments.GetRequiredValue(_shell);
        string script = CompletionScripts.For(shell) ?? throw new UsageException($"SHELL is {string.Join(", ", CompletionScripts.Shells)}, not '{shell}'");
        Console.Out.WriteLine(script);
        return ExitCodes.Done;
    }
}
