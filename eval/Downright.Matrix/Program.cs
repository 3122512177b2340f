using System.CommandLine;
using System.Text.Json;
using Downright.Files;
using Downright.Matrix;

var only = new Option<string[]>("--only") { Description = "Vet only rows whose library or name contains this, and keep the other rows of the files; the page is written anew in any case", AllowMultipleArgumentsPerToken = true };
var jobs = new Option<int>("--jobs") { Description = "How many rows at a time", DefaultValueFactory = _ => 2 };
var folder = new Option<string>("--out") { Description = "The folder of matrix.md and matrix.json", DefaultValueFactory = _ => "docs" };
var diff = new Option<string>("--diff") { Description = "Write nothing; list what changed since this matrix.json; exit code 1 if anything did" };
var root = new RootCommand("Vets every way to scale of every library.") { only, jobs, folder, diff };
root.SetAction(arguments => Run(arguments.GetValue(only) ?? [], arguments.GetValue(jobs), arguments.GetValue(folder)!, arguments.GetValue(diff)));
var images = new Option<string>("--images") { Description = "A folder of photos to attack with; without it the page is written anew from what the last attacks reached" };
var confirm = new Command("confirm", "Attacks rows of the matrix through the real libraries, and writes matrix-confirmation.md and .json.") { images, jobs, folder };
confirm.SetAction(arguments => Confirm(arguments.GetValue(images), arguments.GetValue(jobs), arguments.GetValue(folder)!));
root.Add(confirm);
return root.Parse(args).Invoke();

static int Run(string[] only, int jobs, string folder, string? diff)
{
    IReadOnlyList<Library> all = Libraries.All();
    Library[] libraries = [.. all.Select(library => library with { Subjects = [.. library.Subjects.Where(subject => IsWanted(only, library, subject))] })];
    foreach (Library library in libraries.Where(library => library.Missing is not null)) Console.Error.WriteLine($"{library.Name} is not vetted here: {library.Missing}");
    string json = Path.Combine(folder, "matrix.json");
    try
    {
        MatrixReport? before = diff is not null ? MatrixFile.Read(File.ReadAllText(diff)) : File.Exists(json) ? MatrixFile.Read(File.ReadAllText(json)) : null;
        IReadOnlyList<MatrixRow> rows = [];
        if (diff is null) Write(folder, Merged(all, before, rows));
        MatrixRun.Vet(libraries, jobs, Console.Error, done =>
        {
            rows = done;
            if (diff is null) Write(folder, Merged(all, before, done));
        });
        if (diff is null) return 0;

        MatrixReport compared = only.Length == 0 ? before! : before! with { Rows = [.. before.Rows.Where(row => rows.Any(r => r.Key == row.Key))] };
        string[] changes = [.. MatrixDiff.Between(compared, new MatrixReport(MatrixReport.Kind, rows), libraries.Where(l => l.Missing is not null).Select(l => l.Name).ToHashSet())];
        foreach (string change in changes) Console.WriteLine(change);
        return changes.Length > 0 ? 1 : 0;
    }
    catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine($"{diff ?? json}: {e.Message}");
        return 2;
    }
}

// The attacks are kept beside the page, which takes the verdicts from the matrix.
static int Confirm(string? images, int jobs, string folder)
{
    string json = Path.Combine(folder, "matrix-confirmation.json");
    try
    {
        if (images is not null)
        {
            IReadOnlyList<AttackPair> pairs = AttackPair.FromFolder(images);
            IReadOnlyList<(Library Library, Subject Subject)> subjects = ConfirmationRows.Of(Libraries.All());
            var rows = new ConfirmationRow[subjects.Count];
            Parallel.For(0, rows.Length, new ParallelOptions { MaxDegreeOfParallelism = jobs }, i =>
            {
                rows[i] = Confirmation.Attack(subjects[i].Library, subjects[i].Subject, pairs);
                Console.Error.WriteLine(FormattableString.Invariant($"{rows[i].Scaler} ({rows[i].Library}): gains {rows[i].Gains.Min():0.0} to {rows[i].Gains.Max():0.0} dB, error {rows[i].Errors.Max()}"));
            });
            Directory.CreateDirectory(folder);
            File.WriteAllText(json, MatrixFile.Text(new ConfirmationReport(ConfirmationReport.Kind, rows)));
        }

        MatrixReport matrix = MatrixFile.Read(File.ReadAllText(Path.Combine(folder, "matrix.json")));
        File.WriteAllText(Path.Combine(folder, "matrix-confirmation.md"), ConfirmationTable.Text(MatrixFile.ReadConfirmation(File.ReadAllText(json)), matrix));
        return 0;
    }
    catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException or ImageFileException)
    {
        Console.Error.WriteLine(e.Message);
        return 2;
    }
}

static void Write(string folder, MatrixReport report)
{
    Directory.CreateDirectory(folder);
    File.WriteAllText(Path.Combine(folder, "matrix.json"), MatrixFile.Text(report));
    File.WriteAllText(Path.Combine(folder, "matrix.md"), MatrixTable.Text(report));
}

static bool IsWanted(string[] only, Library library, Subject subject) =>
    only.Length == 0 || Array.Exists(only, text => library.Name.Contains(text, StringComparison.OrdinalIgnoreCase) || subject.Name.Contains(text, StringComparison.Ordinal));

// Rows that were not vetted now stay as they are, in the libraries' order.
static MatrixReport Merged(IReadOnlyList<Library> libraries, MatrixReport? before, IReadOnlyList<MatrixRow> rows)
{
    HashSet<(string, string)> now = [.. rows.Select(row => row.Key)];
    IEnumerable<MatrixRow> kept = before?.Rows.Where(row => !now.Contains(row.Key)) ?? [];
    string[] order = [.. libraries.Select(library => library.Name)];
    (string, string)[] keys = [.. libraries.SelectMany(library => library.Subjects.Select(subject => (library.Name, subject.Name)))];
    return new MatrixReport(MatrixReport.Kind, [.. rows.Concat(kept).OrderBy(row => Array.IndexOf(order, row.Library)).ThenBy(row => Array.IndexOf(keys, row.Key))]);
}
