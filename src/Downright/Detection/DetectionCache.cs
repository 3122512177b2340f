namespace Downright.Detection;

/// <summary>What is kept between images: compiled scalers, and templates of lattices. Any number of threads may share one.</summary>
internal sealed class DetectionCache
{
    public DetectionCache() => Residuals = new ResidualSearch(Scalers, new LatticeSearch());

    public ScalerCache Scalers { get; } = new();

    public ResidualSearch Residuals { get; }
}
