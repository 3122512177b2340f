namespace Downright.Vetting;

/// <summary>Says in words why a scaler has its verdict.</summary>
internal static class VerdictReasons
{
    public static IReadOnlyList<string> Of(VettingResult result)
    {
        int alike = result.Geometries.Count(g => g.Verdict == result.Verdict), all = result.Geometries.Count;
        string where = alike == all ? $"at all of {all} geometries" : $"at {alike} of {all} geometries";
        List<string> reasons = [];
        if (result.Verdict != Verdict.Robust && result.VerdictWhereBothShrink == Verdict.Robust)
        {
            reasons.Add("only where one axis grows; robust wherever both axes shrink");
            if (SafeSettings.NoteWhereOneAxisGrows(result.Scaler) is { } note) reasons.Add(note);
        }

        if (all == 1) return result.Worst.Reasons;
        reasons.Add($"{Word(result.Verdict)} {where}, {(result.Verdict == Verdict.Robust ? "least clearly" : "worst")} from {result.Worst.Geometry}: {result.Worst.Reasons[0]}");
        reasons.AddRange(result.Worst.Reasons.Skip(1));
        return reasons;
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Robust => "robust",
        Verdict.Vulnerable => "vulnerable",
        _ => "undetermined",
    };
}
