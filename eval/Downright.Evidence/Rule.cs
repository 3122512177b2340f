using Downright.Attacks.Solving;
using Downright.Prevention;
using Downright.Scaling;

namespace Downright.Evidence;

/// <summary>What may stand before a scaler: nothing, or a rule by which a selective filter replaces the considered pixels.</summary>
/// <param name="Value">What a window is replaced by.</param>
/// <param name="Window">Which candidates it has.</param>
/// <param name="Factor">The bandwidth factor of centred windows.</param>
/// <param name="IsRandom">Whether one candidate, drawn at random, is put in; <paramref name="Value"/>, the mean, is what that is on average.</param>
internal sealed record Rule(WindowRule Value, WindowShape Window, double Factor = 1, bool IsRandom = false)
{
    /// <summary>The scaler as it is.</summary>
    public static readonly Rule None = new(WindowRule.Mean, WindowShape.None);

    /// <summary>As the tables call it.</summary>
    public string Name => Window switch
    {
        WindowShape.None => "none",
        WindowShape.Cell => $"{Word}, cell",
        _ => $"{Word}, f = {Factor}",
    };

    /// <summary>The rule as the library has it; null where it has not.</summary>
    public PreventionOptions? InLibrary(string scaler)
    {
        PreventionMethod? method = (Value, Window, IsRandom) switch
        {
            (WindowRule.Median, WindowShape.Centred, _) => PreventionMethod.Median,
            (WindowRule.Mean, WindowShape.Centred, true) => PreventionMethod.Random,
            (WindowRule.Mean, WindowShape.Cell, false) => PreventionMethod.Mean,
            (_, WindowShape.None, _) => PreventionMethod.None,
            _ => null,
        };
        return method is { } known ? new PreventionOptions { Scaler = ScalerProfile.Parse(scaler), Method = known, BandwidthFactor = Factor } : null;
    }

    private string Word => IsRandom ? "random" : Value.ToString().ToLowerInvariant();

    /// <summary>The candidates of each pixel.</summary>
    public Func<int, int, int[]> CandidatesFor(ScalingOperator op)
    {
        if (Window == WindowShape.None) return (_, _) => [];
        bool isMean = this is { Window: WindowShape.Cell, Value: WindowRule.Mean };
        var filter = SelectiveFilter.Compile(op, new PreventionOptions { Method = isMean ? PreventionMethod.Mean : PreventionMethod.Median, BandwidthFactor = Factor });
        return Window == WindowShape.Centred || isMean ? filter.CandidatesOf : new CellCandidates(op, filter).Of;
    }
}

/// <summary>Where a considered pixel's window lies.</summary>
internal enum WindowShape
{
    /// <summary>Nowhere: no pixel is replaced.</summary>
    None,

    /// <summary>Around the pixel, ⌊β/f⌋ to either side: the published window.</summary>
    Centred,

    /// <summary>The cell of area scaling that belongs to the output that the pixel feeds most.</summary>
    Cell,
}
