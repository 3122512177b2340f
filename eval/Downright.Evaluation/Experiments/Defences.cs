using Downright.Evaluation.Planning;
using Downright.Evaluation.Running;
using Downright.Prevention;

namespace Downright.Evaluation.Experiments;

/// <summary>The two selective filters, with the library's defaults.</summary>
internal static class Defences
{
    public static IReadOnlyList<PreventionMethod> All { get; } = [PreventionMethod.Median, PreventionMethod.Random];

    /// <summary>A filter in front of a scaler; the random one draws anew for each pair, repeatably.</summary>
    public static SafeScaler Of(PreventionMethod method, string scaler, Lab lab, Pair pair) =>
        new(new PreventionOptions { Method = method, Scaler = Downright.ScalerProfile.Parse(scaler), Seed = (ulong)unchecked((uint)lab.Settings.Seed) + (ulong)pair.Id });

    /// <summary>The filter's name in tables.</summary>
    public static string NameOf(PreventionMethod method) => method == PreventionMethod.Median ? "median" : "random";
}
