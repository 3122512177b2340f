namespace Downright.Pages;

/// <summary>A table. A column whose cells all begin with a digit, a sign or a dash, or are empty, is set as numbers, to the right.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="Columns">The columns' headings.</param>
/// <param name="Rows">The rows, each with a cell a column.</param>
public sealed record Table(string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>The table as HTML.</summary>
    /// <exception cref="InvalidOperationException">A row has another number of cells than there are columns.</exception>
    public Markup Render()
    {
        if (Rows.Any(row => row.Count != Columns.Count)) throw new InvalidOperationException($"The table '{Caption}' has a row without a cell for each column.");
        bool[] numbers = [.. Columns.Select((_, i) => Rows.Count > 0 && Rows.All(row => IsNumber(row[i])))];
        return Markup.Of($"""
            <div class="scroll"><table><caption>{Caption}</caption>
            <thead><tr>{Columns.Select((column, i) => numbers[i] ? Markup.Of($"""<th scope="col" class="number">{column}</th>""") : Markup.Of($"""<th scope="col">{column}</th>"""))}</tr></thead>
            <tbody>
            {Rows.Select(row => Markup.Of($"<tr>{row.Select((text, i) => Cell(text, numbers[i]))}</tr>\n"))}</tbody></table></div>

            """);
    }

    private static bool IsNumber(string text) => text is "" or [(>= '0' and <= '9') or '+' or '-' or '−' or '–', ..] and not ['-', '-', ..];

    private static Markup Cell(string text, bool isNumber) => isNumber
        ? Markup.Of($"""<td class="number">{text}</td>""")
        : Markup.Of($"<td>{text}</td>");
}
