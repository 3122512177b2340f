using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Downright.Pages;

/// <summary>How values are distributed: shares over equal bins, one outline a name.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Caption">What it shows.</param>
/// <param name="XTitle">What the values are.</param>
/// <param name="Series">The values under each name; those that are not finite are left out.</param>
public sealed record HistogramFigure(string Title, string Caption, string XTitle, IReadOnlyList<NamedValues> Series) : Figure(Title, Caption)
{
    private const byte FillAlpha = 72;

    /// <summary>The number of bins between the least and the largest value of all names.</summary>
    public int Bins { get; init; } = 24;

    private protected override void Draw(PlotModel model)
    {
        double[] all = [.. Series.SelectMany(series => series.Values).Where(double.IsFinite)];
        double least = all.Length == 0 ? 0 : all.Min(), most = all.Length == 0 ? 1 : all.Max();
        double width = most > least ? (most - least) / Bins : 1;
        LinearAxis share = Scale(AxisPosition.Left, "share in percent", grid: true);
        share.Minimum = 0;
        model.Axes.Add(Scale(AxisPosition.Bottom, XTitle, grid: false));
        model.Axes.Add(share);
        for (int i = 0; i < Series.Count; i++) model.Series.Add(Outline(Series[i], i, least, width));
    }

    private AreaSeries Outline(NamedValues series, int index, double least, double width)
    {
        double[] values = [.. series.Values.Where(double.IsFinite)];
        var counts = new int[Bins];
        foreach (double value in values) counts[Math.Clamp((int)((value - least) / width), 0, Bins - 1)]++;
        OxyColor color = PlotColors.Of(index);
        var outline = new AreaSeries { Title = series.Name, Color = color, Color2 = OxyColors.Transparent, Fill = OxyColor.FromAColor(FillAlpha, color), StrokeThickness = 1.5 };
        outline.Points.Add(new DataPoint(least, 0));
        for (int bin = 0; bin < Bins; bin++)
        {
            double height = values.Length == 0 ? 0 : 100.0 * counts[bin] / values.Length;
            outline.Points.Add(new DataPoint(least + (bin * width), height));
            outline.Points.Add(new DataPoint(least + ((bin + 1) * width), height));
        }

        outline.Points.Add(new DataPoint(least + (Bins * width), 0));
        return outline;
    }
}
