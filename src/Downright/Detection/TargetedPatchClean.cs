namespace Downright.Detection;

/// <summary>
/// Targeted patch-clean (Quiring et al. 2023; docs/methods/filters.md): in patches of the image, how much the selective
/// median filter changes the pixels that the scaler considers: the 0.6-quantile of each patch, the largest of them less
/// their mean, in grey levels.
/// </summary>
internal sealed class TargetedPatchClean() : DetectionMethod("targeted-patch-clean")
{
    private const int WindowFactor = 10, StepFactor = 2;
    private const double Quantile = 0.6;

    private protected override Measurement Measure(Examination examination)
    {
        if (TargetSizes.Blocking(examination.Image.Size, examination.Size) is { } reason) return Measurement.None(reason);
        var differences = new CleaningDifferences(examination);
        var grid = new PatchGrid(examination.Image.Size, WindowFactor, StepFactor);
        List<double> quantiles = [];
        for (int row = 0; row < grid.Rows; row++)
        {
            examination.Cancellation.ThrowIfCancellationRequested();
            int[] rows = grid.RowsOf(row);
            for (int column = 0; column < grid.Columns; column++)
                if (differences.Quantile(rows, grid.ColumnsOf(column), Quantile) is { } quantile) quantiles.Add(quantile);
        }

        return quantiles is [] ? Measurement.None("the scaler considers no pixel by itself") : Measurement.Share(quantiles.Max() - quantiles.Average(), 255);
    }
}

/// <summary>
/// Targeted prevention (Quiring et al. 2023): the 0.6-quantile of how much the selective median filter changes the pixels
/// that the scaler considers, over the whole image, in grey levels.
/// </summary>
internal sealed class TargetedPrevention() : DetectionMethod("targeted-prevention")
{
    private const double Quantile = 0.6;

    private protected override Measurement Measure(Examination examination)
    {
        if (TargetSizes.Blocking(examination.Image.Size, examination.Size) is { } reason) return Measurement.None(reason);
        ImageSize size = examination.Image.Size;
        return new CleaningDifferences(examination).Quantile([.. Enumerable.Range(0, size.Height)], [.. Enumerable.Range(0, size.Width)], Quantile) is { } quantile
            ? Measurement.Share(quantile, 255)
            : Measurement.None("the scaler considers no pixel by itself");
    }
}
