using Downright.Scaling;

namespace Downright.Analysis;

/// <summary>
/// P, the source pixels that a scaler considers and that an attack therefore changes (Quiring et al. 2020; docs/methods/considered-pixels.md);
/// the selective filters replace exactly these.
/// </summary>
public sealed class ConsideredPixels
{
    private readonly ColumnSet?[] _rows;

    private ConsideredPixels(ScalingOperator op, ConsideredMode mode, ColumnSet?[] rows)
    {
        Operator = op;
        Mode = mode;
        _rows = rows;
        Count = rows.Sum(row => row is null ? 0L : row.Columns.Length);
    }

    /// <summary>The operator whose pixels these are.</summary>
    public ScalingOperator Operator { get; }

    /// <summary>How they were found.</summary>
    public ConsideredMode Mode { get; }

    /// <summary>The number of considered pixels.</summary>
    public long Count { get; }

    /// <summary>The considered pixels as a share of all, 0–1.</summary>
    public double Fraction => (double)Count / Operator.SourceSize.Pixels;

    /// <summary>Finds the considered pixels of an operator.</summary>
    /// <param name="op">The linear model of a scaler for one pair of sizes.</param>
    /// <param name="mode">The rule.</param>
    public static ConsideredPixels Of(ScalingOperator op, ConsideredMode mode = ConsideredMode.Support) =>
        Of(PixelInfluence.Of(op), mode);

    /// <summary>Finds the considered pixels of an operator that was already analysed.</summary>
    /// <param name="influence">The analysis.</param>
    /// <param name="mode">The rule.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such rule.</exception>
    public static ConsideredPixels Of(PixelInfluence influence, ConsideredMode mode = ConsideredMode.Support)
    {
        ArgumentNullException.ThrowIfNull(influence);
        return new ConsideredPixels(influence.Operator, mode, mode switch
        {
            ConsideredMode.Support => Support(influence),
            ConsideredMode.Reference => WhiteImageAttack.Rows(influence.Operator),
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "The mode is Support or Reference."),
        });
    }

    /// <summary>Whether a pixel is considered.</summary>
    /// <param name="x">Its column.</param>
    /// <param name="y">Its row.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such pixel.</exception>
    public bool Contains(int x, int y)
    {
        Operator.SourceSize.ThrowIfOutside(x, y);
        return _rows[y]?.Contains(x) ?? false;
    }

    /// <summary>The considered columns of a row; null where there are none.</summary>
    internal ColumnSet? Row(int y) => _rows[y];

    /// <summary>The number of pixels and their share, such as <c>200704 pixels (25.0 %) of opencv:linear 896x896 to 224x224</c>.</summary>
    public override string ToString() => $"{Count} pixels ({Fraction:P1}) of {Operator}";

    /// <summary>
    /// P = Pᵥ × Pₕ: an uneven axis contributes its considered samples, an even one all of its samples; nothing where both
    /// are even.
    /// </summary>
    private static ColumnSet?[] Support(PixelInfluence influence)
    {
        bool[] rows = Axis(influence.Vertical), columns = Axis(influence.Horizontal);
        ColumnSet? set = influence.IsEven || !columns.Contains(true) ? null : new ColumnSet(columns);
        return Array.ConvertAll(rows, considered => considered ? set : null);
    }

    private static bool[] Axis(AxisInfluence axis)
    {
        bool[] considered = axis.Considered.ToArray();
        if (axis.Energy.IsEven) Array.Fill(considered, true);
        return considered;
    }
}
