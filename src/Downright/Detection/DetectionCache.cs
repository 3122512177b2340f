namespace Downright.Detection;

/// <summary>What is kept between images: compiled scalers. Any number of threads may share one.</summary>
internal sealed class DetectionCache
{
    public DetectionCache() => Residuals = new ResidualSearch(Scalers);

    public ScalerCache Scalers { get; } = new();

    public ResidualSearch Residuals { get; }
}
