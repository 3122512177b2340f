using System.Diagnostics;
using System.Globalization;
using Downright.Vetting;

namespace Downright.Matrix;

/// <summary>Vets the subjects, several at a time.</summary>
internal static class MatrixRun
{
    /// <summary>Vets all subjects of the libraries.</summary>
    /// <param name="libraries">What to vet.</param>
    /// <param name="jobs">The most subjects at a time.</param>
    /// <param name="progress">Told of every row that is done.</param>
    /// <param name="keep">Takes the rows that are done so far, one call at a time: an interrupted run is not lost.</param>
    public static void Vet(IReadOnlyList<Library> libraries, int jobs, TextWriter progress, Action<IReadOnlyList<MatrixRow>> keep)
    {
        (Library Library, Subject Subject)[] all = [.. libraries.SelectMany(library => library.Subjects.Select(subject => (library, subject)))];
        var rows = new List<MatrixRow>();
        Parallel.For(0, all.Length, new ParallelOptions { MaxDegreeOfParallelism = jobs }, i =>
        {
            long start = Stopwatch.GetTimestamp();
            MatrixRow row = Vet(all[i].Library, all[i].Subject);
            lock (rows)
            {
                rows.Add(row);
                progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows.Count}/{all.Length} {row.Scaler} ({row.Library}): {row.Verdict}, {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s"));
                keep(rows);
            }
        });
    }

    /// <summary>Vets one subject over the default sweep.</summary>
    public static MatrixRow Vet(Library library, Subject subject)
    {
        IScaler scaler = subject.Open();
        using var end = scaler as IDisposable;
        VettingResult result = ScalerVetting.Vet(subject.Name, scaler.Scale, new VettingOptions
        {
            Geometries = subject.Geometries(VettingSweep.For(VettingSweep.DefaultTarget)),
            TimeLimit = TimeSpan.FromMinutes(5),
        });
        Verdict[] growing = [.. result.Geometries.Where(g => g.Geometry.Grows).Select(g => g.Verdict)];
        return new MatrixRow(
            library.Name,
            library.Version,
            DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            subject.Name,
            subject.Call,
            subject.IsDefault,
            Word(result.Verdict),
            result.VerdictWhereBothShrink is { } shrinking ? Word(shrinking) : null,
            growing.Length > 0 ? Word(growing.Max()) : null,
            [.. result.Reasons.Select(reason => reason.ReplaceLineEndings(" "))],
            result.Verdict == Verdict.Robust ? null : library.SafeSetting,
            [.. result.Geometries.Select(Ratio)]);
    }

    private static MatrixRatio Ratio(GeometryVerdict found)
    {
        ScalerMeasures? measures = found.Measures;
        return new MatrixRatio(
            [found.Geometry.Source.Width, found.Geometry.Source.Height],
            [found.Geometry.Target.Width, found.Geometry.Target.Height],
            Word(found.Verdict),
            Rounded(measures?.ConsideredFraction),
            Rounded(measures?.Concentration),
            Rounded(measures?.LargestWeight),
            Rounded(measures?.Energy),
            Rounded(measures?.EnergyBound),
            Rounded(measures?.PsnrCeiling),
            Rounded(measures?.LeastChangedFraction),
            Rounded(found.LinearityResidual));
    }

    private static string Word(Verdict verdict) => $"{verdict}".ToLowerInvariant();

    private static double? Rounded(double? value) =>
        value is { } number && double.IsFinite(number) ? double.Parse(number.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : null;
}
