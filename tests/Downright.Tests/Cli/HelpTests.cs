namespace Downright.Tests.Cli;

public sealed class HelpTests
{
    public static TheoryData<string> Verbs => ["scalers", "resize", "clean", "preview", "vet", "detect", "scan", "attack", "evaluate", "completion"];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_verb_explains_itself_with_an_example_and_the_exit_codes(string verb)
    {
        string help = ToolProcess.Run(verb, "--help").AssertDone().Output;
        Assert.Contains("Example:", help, StringComparison.Ordinal);
        Assert.Contains($"downright {verb} ", help, StringComparison.Ordinal);
        Assert.Contains("130  interrupted", help, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("evaluate", "--preprocessing", "--pairs", "demo ")]
    [InlineData("evaluate demo", "--pairs", "--no-pictures", "Example:")]
    [InlineData("evaluate study", "--port", "--from", "Example:")]
    public void Evaluate_shows_the_options_of_the_program_that_does_the_work(string command, params string[] expected)
    {
        string help = ToolProcess.Run([.. command.Split(' '), "--help"]).AssertDone().Output;
        foreach (string text in expected) Assert.Contains(text, help, StringComparison.Ordinal);
    }

    /// <summary>Seventy names of scalers in place of one word would bury the options.</summary>
    [Fact]
    public void Vet_s_scalers_are_one_word_in_its_help() =>
        Assert.Contains("\n  <SCALER>  Scalers by name", ToolProcess.Run("vet", "--help").AssertDone().Output, StringComparison.Ordinal);

    [Fact]
    public void The_tool_lists_its_verbs_with_an_example_and_the_exit_codes()
    {
        string help = ToolProcess.Run("--help").AssertDone().Output;
        foreach (string verb in Verbs.Select(row => row.Data)) Assert.Contains($"\n  {verb} ", help, StringComparison.Ordinal);
        Assert.Contains("Example:", help, StringComparison.Ordinal);
        Assert.Contains("130  interrupted", help, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_is_a_version() =>
        Assert.True(Version.TryParse(ToolProcess.Run("--version").AssertDone().Output.Trim().Split('-', '+')[0], out _));

    [Fact]
    public void The_examples_of_the_help_pages_are_accepted_by_the_parser()
    {
        System.CommandLine.RootCommand root = Downright.Cli.Tool.CreateRoot();
        foreach (Downright.Cli.Verb verb in root.Subcommands.OfType<Downright.Cli.Verb>().Where(v => v.Name != "completion"))
            Assert.Empty(root.Parse(verb.Example["downright ".Length..]).Errors);
    }
}
