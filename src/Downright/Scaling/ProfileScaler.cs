namespace Downright.Scaling;

/// <summary>Scales 8-bit images as a profile's library does.</summary>
/// <param name="profile">What the library computes.</param>
public sealed class ProfileScaler(ScalerProfile profile) : IScaler
{
    private ScalingOperator? _last;

    /// <summary>What the library computes.</summary>
    public ScalerProfile Profile { get; } = profile ?? throw new ArgumentNullException(nameof(profile));

    /// <inheritdoc/>
    public string Name => Profile.Name;

    /// <inheritdoc/>
    public PixelImage<byte> Scale(PixelImage<byte> image, ImageSize size)
    {
        ArgumentNullException.ThrowIfNull(image);
        PixelImage<float> real = OperatorFor(image.Size, size).Apply(image);
        ReadOnlySpan<float> samples = real.Pixels.Span;
        var bytes = new byte[samples.Length];
        for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)Math.Clamp(MathF.Round(samples[i]), 0, 255);
        return new PixelImage<byte>(bytes, size, image.Format);
    }

    /// <summary>The profile's operator for a pair of sizes; the last one is kept.</summary>
    public ScalingOperator OperatorFor(ImageSize source, ImageSize target)
    {
        ScalingOperator? last = Volatile.Read(ref _last);
        if (last is not null && last.SourceSize == source && last.TargetSize == target) return last;
        last = ScalingOperator.Compile(Profile, source, target);
        Volatile.Write(ref _last, last);
        return last;
    }

    /// <summary>The profile's name.</summary>
    public override string ToString() => Name;
}
