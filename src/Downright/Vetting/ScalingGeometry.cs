namespace Downright.Vetting;

/// <summary>A pair of sizes at which a scaler is judged.</summary>
/// <param name="Source">The size of the source images.</param>
/// <param name="Target">The size that they are scaled to.</param>
public readonly record struct ScalingGeometry(ImageSize Source, ImageSize Target)
{
    /// <summary>Whether at least one axis grows.</summary>
    public bool Grows => Source.Width < Target.Width || Source.Height < Target.Height;

    /// <summary>βᵥ · βₕ: source pixels per target pixel.</summary>
    public double PixelRatio => (double)Source.Pixels / Target.Pixels;

    /// <summary>Both sizes, such as <c>896x896 to 224x224</c>.</summary>
    public override string ToString() => $"{Source} to {Target}";
}
