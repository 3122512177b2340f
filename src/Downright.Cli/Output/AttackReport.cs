using System.Text.Json.Serialization;
using Downright.Attacks;

namespace Downright.Cli.Output;

/// <summary>What <c>attack</c> reports.</summary>
/// <param name="Schema">The document's kind and version.</param>
/// <param name="Method">The method, with what was done against defences and detection.</param>
/// <param name="Scaler">The attacked scaler, with the defence before it.</param>
/// <param name="O1">How close the scaler's bytes are to the target image.</param>
/// <param name="O2">How much the attack image looks like the source image.</param>
/// <param name="Optimality">The proof of how close the real-valued problem is to its optimum; null where nothing is proved.</param>
/// <param name="Expected">Against the random filter: the mean over fresh draws; left out elsewhere.</param>
/// <param name="ElapsedMs">The time of the crafting alone, in milliseconds.</param>
internal sealed record AttackReport(
    string Schema,
    string Method,
    string Scaler,
    OutputReport O1,
    AppearanceReport O2,
    OptimalityReport? Optimality,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ExpectedOutput? Expected,
    double ElapsedMs);

/// <summary>Objective O1; <paramref name="PsnrDb"/> is null where the bytes are the target's.</summary>
internal sealed record OutputReport(int MaxAbsError, double Mse, double? PsnrDb, bool Feasible, int InfeasibleOutputs, double? LeastEpsilon)
{
    public static OutputReport Of(OutputObjective o) =>
        new(o.MaxAbsError, o.Mse, double.IsFinite(o.PsnrDb) ? o.PsnrDb : null, o.Feasible, o.InfeasibleOutputs, o.LeastEpsilon);
}

/// <summary>Objective O2; <paramref name="PsnrDb"/> is null for equal images, <paramref name="Ssim"/> for those with a side below 11 pixels.</summary>
internal sealed record AppearanceReport(double? PsnrDb, double? Ssim, double L0Fraction, double L1, double L2, int Linf)
{
    public static AppearanceReport Of(AppearanceObjective o) => new(double.IsFinite(o.PsnrDb) ? o.PsnrDb : null, o.Ssim, o.L0Fraction, o.L1, o.L2, o.Linf);
}

/// <summary>The certificate.</summary>
internal sealed record OptimalityReport(double Primal, double Dual, double RelativeGap, double MaxViolation)
{
    public static OptimalityReport? Of(Optimality? o) => o is null ? null : new(o.Primal, o.Dual, o.RelativeGap, o.MaxViolation);
}
