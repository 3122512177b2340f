using System.Buffers;

namespace Downright.Detection;

/// <summary>What <see cref="OperatorResidual"/> found for each output, in grey levels and pooled memory.</summary>
internal sealed class ResidualMap(ImageSize size) : IDisposable
{
    private readonly float[] _values = ArrayPool<float>.Shared.Rent(size.Samples(3));

    /// <summary>The target size.</summary>
    public ImageSize Size => size;

    /// <summary>A row of the scaler's values less the means.</summary>
    public Span<float> Residuals(int y) => Row(y, 0);

    /// <summary>A row of the means of the pixels that the scaler does not consider.</summary>
    public Span<float> Means(int y) => Row(y, 1);

    /// <summary>A row of the standard deviations of the pixels that the scaler does not consider.</summary>
    public Span<float> Spreads(int y) => Row(y, 2);

    public void Dispose() => ArrayPool<float>.Shared.Return(_values);

    private Span<float> Row(int y, int part) => _values.AsSpan(((part * size.Height) + y) * size.Width, size.Width);
}
