using System.Globalization;
using System.Text;

namespace Downright.Matrix;

/// <summary><c>docs/matrix-confirmation.md</c>: rows of the matrix under attack.</summary>
internal static class ConfirmationTable
{
    private const string Head = """
        # Rows of the matrix under attack

        A verdict is a statement about attacks, so here are some, on the real libraries. The quadratic attack, which is the optimum for a linear scaler, with ε = 1, on the row's operator (the library's profile, or one recovered from its outputs); what counts are the library's own bytes.

        ```
        dotnet run -c Release --project eval/Downright.Matrix -- confirm --images FOLDER
        ```

        - Pairs: the first five RGB photos by name with sides of at least 320 pixels as sources, at their own size, the next five as targets, area-scaled to 64×64. They were fixed before anything was measured. The project ships no photos.
        - **Gain**: PSNR of attack and source image, minus that of the best attack on exact area scaling for the same pair. **Error**: the largest difference between the library's output and the target image, in grey levels.
        - A vulnerable row is confirmed where every pair gains at least 3 dB and is within ε + 2 of the target; a robust one where no pair gains more than 1 dB. The verdict is that where both axes shrink, as they do here.


        """;

    /// <summary>The page.</summary>
    /// <param name="rows">Rows of the matrix, with what their attacks reached.</param>
    public static string Text(IReadOnlyList<(MatrixRow Row, Confirmation.Outcome Outcome)> rows)
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        text.Append("| scaler | library | verdict | operator | gain, dB: least | mean | largest | largest error | confirmed |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (var (row, outcome) in rows)
        {
            string verdict = row.VerdictWhereBothShrink ?? row.Verdict;
            text.Append(CultureInfo.InvariantCulture, $"| `{row.Scaler}` | {row.Library} {row.Version} | {verdict} | {outcome.Operator} | {outcome.Gains.Min():0.0} | {outcome.Gains.Average():0.0} | {outcome.Gains.Max():0.0} | {outcome.Errors.Max()} | {(outcome.Confirms(verdict) ? "yes" : "**no**")} |\n");
        }

        int confirmed = rows.Count(r => r.Outcome.Confirms(r.Row.VerdictWhereBothShrink ?? r.Row.Verdict));
        return text.Append(CultureInfo.InvariantCulture, $"\n{confirmed} of {rows.Count} rows are confirmed.\n").ToString();
    }
}
