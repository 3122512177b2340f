namespace Downright.Scaling;

/// <summary>
/// A compiled scaler that reads only some rows and columns, and the same arithmetic for an image of just these: what it
/// scales to is the same, byte for byte.
/// </summary>
/// <param name="Rows">The source rows, ascending.</param>
/// <param name="Columns">The source columns, ascending.</param>
/// <param name="Scaler">The scaler for an image of these rows and columns.</param>
internal sealed record CompactScaler(int[] Rows, int[] Columns, CompiledScaler Scaler)
{
    /// <summary>The size of the image that holds what is read.</summary>
    public ImageSize Size => new(Columns.Length, Rows.Length);
}
