namespace Downright.Vetting;

/// <summary>A scaler that is one function.</summary>
/// <param name="name">What to call it.</param>
/// <param name="scale">Scales an image to a size.</param>
public sealed class DelegateScaler(string name, Func<PixelImage<byte>, ImageSize, PixelImage<byte>> scale) : IScaler
{
    private readonly Func<PixelImage<byte>, ImageSize, PixelImage<byte>> _scale = scale ?? throw new ArgumentNullException(nameof(scale));

    /// <inheritdoc/>
    public string Name { get; } = name ?? throw new ArgumentNullException(nameof(name));

    /// <inheritdoc/>
    public PixelImage<byte> Scale(PixelImage<byte> image, ImageSize size) => _scale(image, size);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
