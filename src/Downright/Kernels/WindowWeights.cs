namespace Downright.Kernels;

/// <summary>
/// How much the pixels of an image count, row by row and column by column: a pixel's weight is its row's times its column's.
/// </summary>
/// <param name="Rows">The rows' weights, none below 0.</param>
/// <param name="Columns">The columns' weights, none below 0.</param>
internal sealed record WindowWeights(double[] Rows, double[] Columns);
