using Downright.Adapters.Magick;
using Downright.Adapters.Onnx;
using Downright.Adapters.OpenCv;
using Downright.Adapters.Skia;
using Downright.Adapters.Vips;
using Downright.Matrix;

namespace Downright.Adapters.Tests;

/// <summary>The committed matrix: complete, well-formed, and what the page beside it shows.</summary>
public sealed class MatrixTests
{
    private static readonly MatrixReport Committed = MatrixFile.Read(Checkout.Read("docs", "matrix.json"));

    [Fact]
    public void The_committed_matrix_has_every_algorithm_of_every_adapter()
    {
        (string, IReadOnlyList<IScaler>)[] adapters =
        [
            ("OpenCV (OpenCvSharp4)", OpenCvScaler.All), ("Skia (SkiaSharp)", SkiaScaler.All), ("ImageMagick (Magick.NET-Q8)", MagickScaler.All),
            ("libvips (NetVips)", VipsScaler.All), ("ONNX Runtime", OnnxScaler.All),
        ];
        foreach (var (library, scalers) in adapters)
            Assert.Equal(scalers.Select(scaler => scaler.Name), Committed.Rows.Where(row => row.Library == library).Select(row => row.Scaler));
    }

    [Fact]
    public void Every_row_is_dated_and_judged_over_the_sweep()
    {
        string[] verdicts = ["robust", "vulnerable", "undetermined"];
        Assert.Equal(Committed.Rows.Count, Committed.Rows.Select(row => row.Key).Distinct().Count());
        Assert.All(Committed.Rows, row =>
        {
            Assert.True(DateOnly.TryParseExact(row.Date, "yyyy-MM-dd", out _), row.Date);
            Assert.Matches(@"^\d+\.\d", row.Version);
            Assert.NotEmpty(row.Reasons);
            Assert.InRange(row.Ratios.Count, 8, 10);
            Assert.Contains(row.Verdict, verdicts);
            Assert.Contains(row.Verdict, row.Ratios.Select(ratio => ratio.Verdict));
            Assert.All(row.Ratios, ratio => Assert.Contains(ratio.Verdict, verdicts));
            Assert.All(row.Ratios, ratio => Assert.True(ratio.Verdict != "robust" || ratio.EnergyBound >= 0.5));
            Assert.Equal(row.Verdict == "robust", row.SafeSetting is null);
        });
    }

    [Fact]
    public void Every_library_has_one_default_and_a_safe_setting_that_is_robust_while_both_axes_shrink()
    {
        Assert.All(Committed.Rows.GroupBy(row => row.Library), library => Assert.Single(library, row => row.Default));
        foreach (var (library, safest) in new (string, IScaler)[]
        {
            ("OpenCV (OpenCvSharp4)", OpenCvScaler.Safest), ("ImageMagick (Magick.NET-Q8)", MagickScaler.Safest), ("libvips (NetVips)", VipsScaler.Safest), ("ONNX Runtime", OnnxScaler.Safest), ("Skia (SkiaSharp)", SkiaScaler.Safest),
        })
            Assert.Equal((safest.Name, "robust"), (safest.Name, Committed.Rows.Single(row => row.Key == (library, safest.Name)).VerdictWhereBothShrink));
    }

    [Fact]
    public void The_page_shows_the_committed_matrix() => Assert.Equal(Checkout.Read("docs", "matrix.md").ReplaceLineEndings("\n"), MatrixTable.Text(Committed));

    [Fact]
    public void Twelve_rows_or_more_of_the_committed_matrix_are_confirmed_on_both_sides()
    {
        ConfirmationReport report = MatrixFile.ReadConfirmation(Checkout.Read("docs", "matrix-confirmation.json"));
        string?[] confirmed = [.. report.Rows.Select(row => (Row: row, Verdict: Committed.Rows.Single(r => r.Key == (row.Library, row.Scaler)).VerdictWhereBothShrink)).Where(r => r.Row.Confirms(r.Verdict)).Select(r => r.Verdict)];
        Assert.InRange(confirmed.Length, 12, report.Rows.Count);
        Assert.InRange(confirmed.Count(verdict => verdict == "robust"), 4, confirmed.Length);
        Assert.All(report.Rows, row => Assert.Equal((AttackPair.Count, AttackPair.Count), (row.Gains.Count, row.Errors.Count)));
        Assert.Equal(Checkout.Read("docs", "matrix-confirmation.md").ReplaceLineEndings("\n"), ConfirmationTable.Text(report, Committed));
    }

    [Fact]
    public void A_matrix_reads_as_it_was_written_and_does_not_differ_from_itself()
    {
        Assert.Equal(Checkout.Read("docs", "matrix.json").ReplaceLineEndings("\n"), MatrixFile.Text(Committed));
        Assert.Empty(MatrixDiff.Between(Committed, Committed, new HashSet<string>()));
    }

    [Fact]
    public void A_diff_names_what_changed()
    {
        MatrixRow first = Committed.Rows[0], second = Committed.Rows[1];
        MatrixRatio ratio = first.Ratios[0];
        MatrixRow changed = first with { Version = "0.1", Ratios = [ratio with { Verdict = "other", Energy = ratio.Energy + 0.5 }, .. first.Ratios.Skip(1)] };
        MatrixReport after = Committed with { Rows = [changed, first with { Scaler = "new:one" }, .. Committed.Rows.Skip(2)] };
        string[] lines = [.. MatrixDiff.Between(Committed, after, new HashSet<string>())];
        Assert.Equal(5, lines.Length);
        Assert.Contains($"{second.Scaler} ({second.Library}): is gone", lines);
        Assert.Contains($"new:one ({first.Library}): is new, {first.Verdict}", lines);
        Assert.Contains($"{first.Scaler} ({first.Library}): version was {first.Version}, is 0.1", lines);
        Assert.Contains($"{first.Scaler} ({first.Library}): {ratio.Geometry}: verdict was {ratio.Verdict}, is other", lines);
        Assert.Contains(lines, line => line.Contains("energy was", StringComparison.Ordinal));
        Assert.Empty(MatrixDiff.Between(Committed, Committed with { Rows = [] }, Committed.Rows.Select(row => row.Library).ToHashSet()));
    }
}
