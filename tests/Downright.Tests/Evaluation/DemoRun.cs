using Downright.Tests.Cli;
using Downright.Tests.Files;

namespace Downright.Tests.Evaluation;

/// <summary>One demo for the tests that look at it: all experiments, on as few and as small pictures as there can be.</summary>
public sealed class DemoRun : IDisposable
{
    // Fifteen seconds of one processor, more where others want it too.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly TemporaryFolder _folder = new();

    public DemoRun() => Result =
        ToolProcess.Start(ToolProcess.Host, [ToolProcess.Assembly, "evaluate", "demo", "-o", Output, "--quiet", "--size", "24", "--pairs", "1", "--jobs", "2"]).Result(Patience);

    internal ToolResult Result { get; }

    /// <summary>The run's folder.</summary>
    public string Output => _folder["out"];

    public void Dispose() => _folder.Dispose();
}

/// <summary>The tests that share it.</summary>
[CollectionDefinition(Name)]
public sealed class SharedDemo : ICollectionFixture<DemoRun>
{
    public const string Name = "demo";
}
