namespace Downright.Kernels;

/// <summary>
/// The candidates of windows that do not simply take all pixels outside the replaced rows and columns. Rows of one form
/// have windows whose candidates lie alike.
/// </summary>
/// <param name="FormOf">The form of each replaced row of the image.</param>
/// <param name="RowOf">A row of each form.</param>
/// <param name="Of">The candidates of the window at (x, y), indices y · width + x; y is one of <paramref name="RowOf"/>.</param>
internal sealed record WindowCandidates(int[] FormOf, int[] RowOf, Func<int, int, int[]> Of);
