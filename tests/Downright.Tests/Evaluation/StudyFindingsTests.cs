extern alias evaluation;

using Downright.Pages;
using evaluation::Downright.Evaluation.Study;

namespace Downright.Tests.Evaluation;

public sealed class StudyFindingsTests
{
    [Fact]
    public void The_source_alone_is_named_only_where_the_unrelated_label_is_not()
    {
        Answer[] answers = [Seen("a", source: true), Seen("b", source: true, other: true), Seen("c", source: true, target: true), Seen("d", target: true), Seen("e"), Seen("f", target: true, other: true), Seen("g", other: true), Seen("h", source: true)];

        Table table = StudyFindings.Of(answers).Tables.Single();

        Assert.Equal(["ratio", "answers", "only source", "both", "only target", "nothing", "unrelated"], table.Columns);
        Assert.Equal(["[2, 3)", "8", "25.0", "12.5", "12.5", "12.5", "37.5"], table.Rows.Single());
    }

    [Fact]
    public void Every_scaler_has_a_panel_of_its_own()
    {
        Answer[] answers = [Seen("a", source: true), Seen("b", target: true) with { Scaler = "pillow:cubic" }, Seen("c", target: true) with { Kind = "adaptive" }];

        string[] titles = [.. StudyFindings.Of(answers).Figures.Select(f => f.Title)];

        Assert.Equal(3, titles.Length);
        Assert.StartsWith("Figure 13", titles[0], StringComparison.Ordinal);
        Assert.Contains("opencv:nearest", titles[0], StringComparison.Ordinal);
        Assert.Contains("pillow:cubic", titles[1], StringComparison.Ordinal);
        Assert.StartsWith("Figure 18", titles[2], StringComparison.Ordinal);
    }

    private static Answer Seen(string participant, bool source = false, bool target = false, bool other = false) => new(participant, "image", "nonadaptive", "opencv:nearest", 0, source, target, other);
}
