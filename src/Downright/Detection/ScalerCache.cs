using System.Collections.Concurrent;
using Downright.Scaling;

namespace Downright.Detection;

/// <summary>
/// What was compiled for the pairs of sizes seen last: folders hold few sizes, but not in order. It holds a bounded number
/// and starts anew when that is reached.
/// </summary>
internal sealed class ScalerCache
{
    private const int Capacity = 256;

    private readonly ConcurrentDictionary<(ScalerProfile Profile, ImageSize Source, ImageSize Target), ProfileScaler> _scalers = new();

    private readonly ConcurrentDictionary<(ScalerProfile Profile, ImageSize Source, ImageSize Target), OperatorResidual> _residuals = new();

    private readonly ConcurrentDictionary<(ScalerProfile Profile, ImageSize Source, ImageSize Target), ColourResidual> _colours = new();

    /// <summary>A scaler that has its tables for this pair of sizes, or will.</summary>
    public ProfileScaler Get(ScalerProfile profile, ImageSize source, ImageSize target)
    {
        if (_scalers.Count >= Capacity) _scalers.Clear();
        return _scalers.GetOrAdd((profile, source, target), static key => new ProfileScaler(key.Profile));
    }

    /// <summary>The operator residual for a pair of sizes.</summary>
    public OperatorResidual ResidualOf(ScalerProfile profile, ImageSize source, ImageSize target)
    {
        if (_residuals.Count >= Capacity) _residuals.Clear();
        return _residuals.GetOrAdd((profile, source, target), static key => new OperatorResidual(ScalingOperator.Compile(key.Profile, key.Source, key.Target)));
    }

    /// <summary>The residual of colour differences for a pair of sizes.</summary>
    public ColourResidual ColourOf(ScalerProfile profile, ImageSize source, ImageSize target)
    {
        if (_colours.Count >= Capacity) _colours.Clear();
        return _colours.GetOrAdd((profile, source, target), static key => new ColourResidual(ScalingOperator.Compile(key.Profile, key.Source, key.Target)));
    }
}
