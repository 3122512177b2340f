using Downright.Tests.Files;

namespace Downright.Tests.Cli;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("downright cl", "clean")]
    [InlineData("downright resize --prev", "--prevention")]
    [InlineData("downright resize --prevention m", "median")]
    [InlineData("downright clean --scaler pillow:", "pillow:lanczos")]
    [InlineData("downright completion f", "fish")]
    public void The_tool_suggests_words(string line, string word)
    {
        string output = ToolProcess.Run($"[suggest:{line.Length}]", line).AssertDone().Output;
        Assert.Contains(word, output.Split('\n', StringSplitOptions.TrimEntries));
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public void Every_shell_has_a_script_that_asks_the_tool(string shell) =>
        Assert.Contains("[suggest:", ToolProcess.Run("completion", shell).AssertDone().Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("downright res", "resize")]
    [InlineData("downright resize --format ", "json")]
    [InlineData("downright resize --scaler opencv:lan", "lanczos4")]
    public void Bash_completes_with_its_script(string line, string completion)
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "There is no bash here.");
        using var folder = new TemporaryFolder();
        folder.Write("completion", System.Text.Encoding.UTF8.GetBytes(ToolProcess.Run("completion", "bash").AssertDone().Output));

        const string Press = """
            downright() { "$HOST" "$TOOL" "$@"; }
            source "$SCRIPT"
            COMP_LINE=$1; COMP_POINT=${#COMP_LINE}; shift
            COMP_WORDBREAKS=$' \t\n:='; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
            _downright
            printf '%s\n' "${COMPREPLY[@]}"
            """;

        // Bash breaks words at colons, which are words of their own.
        string[] words = line.Replace(":", " : ", StringComparison.Ordinal).Split(' ');
        var environment = new Dictionary<string, string> { ["HOST"] = ToolProcess.Host, ["TOOL"] = ToolProcess.Assembly, ["SCRIPT"] = folder["completion"] };
        ToolResult result = ToolProcess.Start("/bin/bash", ["-c", Press, "bash", line, .. words], environment).Result();

        Assert.Equal("", result.Error);
        Assert.Contains(completion, result.Output.Split('\n'));
    }
}
