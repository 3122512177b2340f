namespace Downright.Scaling;

/// <summary>
/// The linear model of a scaler for one pair of sizes: output = L · image · R, with two banded matrices, compiled once
/// and applied to any number of images (Xiao et al. 2019).
/// </summary>
public sealed class ScalingOperator
{
    /// <summary>Puts an operator together from its two axes.</summary>
    /// <param name="name">The scaler's name.</param>
    /// <param name="left">L: target height × source height.</param>
    /// <param name="right">R transposed: target width × source width, so that each row holds the taps of one output column.</param>
    public ScalingOperator(string name, BandedMatrix left, BandedMatrix right)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        Name = name;
        Left = left;
        Right = right;
    }

    /// <summary>The scaler's name.</summary>
    public string Name { get; }

    /// <summary>The left matrix L: target height × source height.</summary>
    public BandedMatrix Left { get; }

    /// <summary>The right matrix R, transposed: target width × source width, so that each row holds the taps of one output column.</summary>
    public BandedMatrix Right { get; }

    /// <summary>The size of the images that it scales.</summary>
    public ImageSize SourceSize => new(Right.Columns, Left.Columns);

    /// <summary>The size that it scales them to.</summary>
    public ImageSize TargetSize => new(Right.Rows, Left.Rows);

    /// <summary>Compiles a profile for a pair of sizes.</summary>
    /// <param name="profile">What the library computes.</param>
    /// <param name="source">The size of the source images.</param>
    /// <param name="target">The size to scale them to.</param>
    public static ScalingOperator Compile(ScalerProfile profile, ImageSize source, ImageSize target)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var (left, right) = ProfileMatrices.Of(profile, source, target);
        return new ScalingOperator(profile.Name, left, right);
    }

    /// <summary>Scales an image in real arithmetic, without rounding to bytes and without clipping.</summary>
    /// <param name="image">An image of <see cref="SourceSize"/>; its channels are scaled independently.</param>
    /// <returns>An image of <see cref="TargetSize"/>, in the same units.</returns>
    /// <exception cref="ArgumentException">The image has another size.</exception>
    public PixelImage<float> Apply(PixelImage<byte> image)
    {
        ArgumentNullException.ThrowIfNull(image);
        ThrowIfSizeDiffers(image.Size);
        var output = new float[TargetSize.Samples(image.Channels)];
        new RowsFirst(this).Scale(image, output);
        return new PixelImage<float>(output, TargetSize, image.Format);
    }

    internal void ThrowIfSizeDiffers(ImageSize size)
    {
        if (size != SourceSize)
            throw new ArgumentException($"The operator {this} scales images of {SourceSize}, not of {size}.", nameof(size));
    }

    /// <summary>Name and sizes, such as <c>opencv:linear 896x896 to 224x224</c>.</summary>
    public override string ToString() => $"{Name} {SourceSize} to {TargetSize}";
}
