namespace Downright.Matrix;

/// <summary>What changed between two matrices.</summary>
internal static class MatrixDiff
{
    /// <summary>Measures may differ by so much between machines, where a black box is recovered from rounded outputs.</summary>
    private const double Slack = 0.02;

    /// <summary>A line a change; rows of libraries that are missing now are not compared.</summary>
    /// <param name="before">The older matrix.</param>
    /// <param name="after">The newer one.</param>
    /// <param name="missing">The libraries that could not be vetted now.</param>
    public static IEnumerable<string> Between(MatrixReport before, MatrixReport after, IReadOnlySet<string> missing)
    {
        Dictionary<(string, string), MatrixRow> old = before.Rows.ToDictionary(row => row.Key), now = after.Rows.ToDictionary(row => row.Key);
        foreach (MatrixRow row in before.Rows.Where(row => !now.ContainsKey(row.Key) && !missing.Contains(row.Library))) yield return $"{Label(row)}: is gone";
        foreach (MatrixRow row in after.Rows)
        {
            if (!old.TryGetValue(row.Key, out MatrixRow? was))
            {
                yield return $"{Label(row)}: is new, {row.Verdict}";
                continue;
            }

            foreach (string change in Changes(was, row)) yield return $"{Label(row)}: {change}";
        }
    }

    private static string Label(MatrixRow row) => $"{row.Scaler} ({row.Library})";

    private static IEnumerable<string> Changes(MatrixRow was, MatrixRow now)
    {
        foreach (var (what, before, after) in (IEnumerable<(string, string?, string?)>)[
            ("version", was.Version, now.Version),
            ("call", was.Call, now.Call),
            ("default", $"{was.Default}", $"{now.Default}"),
            ("verdict", was.Verdict, now.Verdict),
            ("verdict where both axes shrink", was.VerdictWhereBothShrink, now.VerdictWhereBothShrink),
            ("verdict where one axis grows", was.VerdictWhereOneAxisGrows, now.VerdictWhereOneAxisGrows),
            ("safe setting", was.SafeSetting, now.SafeSetting)])
        {
            if (before != after) yield return $"{what} was {before ?? "none"}, is {after ?? "none"}";
        }

        foreach (MatrixRatio ratio in now.Ratios)
        {
            if (was.Ratios.FirstOrDefault(r => r.Geometry == ratio.Geometry) is not { } before)
            {
                yield return $"{ratio.Geometry} is new";
                continue;
            }

            foreach (string change in Changes(before, ratio)) yield return $"{ratio.Geometry}: {change}";
        }
    }

    private static IEnumerable<string> Changes(MatrixRatio was, MatrixRatio now)
    {
        if (was.Verdict != now.Verdict) yield return $"verdict was {was.Verdict}, is {now.Verdict}";
        foreach (var (what, before, after) in (IEnumerable<(string, double?, double?)>)[
            ("considered fraction", was.ConsideredFraction, now.ConsideredFraction),
            ("concentration", was.Concentration, now.Concentration),
            ("energy", was.Energy, now.Energy),
            ("energy bound", was.EnergyBound, now.EnergyBound)])
        {
            if (before.HasValue != after.HasValue || Math.Abs(before.GetValueOrDefault() - after.GetValueOrDefault()) > Slack)
                yield return FormattableString.Invariant($"{what} was {(object?)before ?? "none"}, is {(object?)after ?? "none"}");
        }
    }
}
