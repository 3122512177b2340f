using System.Runtime.Intrinsics;

namespace Downright.Attacks.Solving;

/// <summary>
/// What becomes of each source pixel between the two halves of a pass: it gets z, the sum of the multipliers that it is
/// weighed with, and gives the value that goes into the outputs.
/// </summary>
internal interface IPixelRule
{
    /// <summary>The values of eight pixels.</summary>
    /// <param name="index">Where the first of them stands in the channel's plane.</param>
    /// <param name="low">z of the first four; their values afterwards.</param>
    /// <param name="high">z of the last four; their values afterwards.</param>
    void Map(int index, ref Vector256<double> low, ref Vector256<double> high);

    /// <summary>The sum that the rule keeps over the pixels of the row that ends here.</summary>
    double TakeRowSum();
}
