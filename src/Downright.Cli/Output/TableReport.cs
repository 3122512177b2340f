using Spectre.Console;

namespace Downright.Cli.Output;

/// <summary>Writes results as a table for people to standard output.</summary>
internal static class TableReport
{
    // Rows stay whole, so that they can be searched and copied; a terminal breaks those that are too long for it.
    private const int LongestRow = 10_000;

    /// <summary>Writes a table.</summary>
    /// <param name="columns">The headings; one that begins with # is of numbers, aligned right.</param>
    /// <param name="rows">The cells of each row.</param>
    /// <param name="notes">Sentences under the table.</param>
    public static void Write(IEnumerable<string> columns, IEnumerable<string[]> rows, params IEnumerable<string> notes)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (string column in columns)
            table.AddColumn(new TableColumn(Markup.Escape(column.TrimStart('#'))) { Alignment = column.StartsWith('#') ? Justify.Right : Justify.Left, NoWrap = true });
        foreach (string[] row in rows) table.AddRow([.. row.Select(cell => Markup.Escape(PlainText.Of(cell)))]);

        IAnsiConsole console = AnsiConsole.Console;
        console.Profile.Width = LongestRow;
        console.Write(table);
        foreach (string note in notes) console.WriteLine(PlainText.Of(note));
    }
}
