using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Downright.Pages;

/// <summary>Curves, each inside the band of its confidence intervals.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Caption">What it shows.</param>
/// <param name="XTitle">The horizontal axis.</param>
/// <param name="YTitle">The vertical axis.</param>
/// <param name="Curves">The curves.</param>
public sealed record CurveFigure(string Title, string Caption, string XTitle, string YTitle, IReadOnlyList<Curve> Curves) : Figure(Title, Caption)
{
    private const byte BandAlpha = 48;

    private static readonly MarkerType[] Markers = [MarkerType.Circle, MarkerType.Square, MarkerType.Triangle, MarkerType.Diamond];

    /// <summary>The lowest value shown; by the data unless set.</summary>
    public double? Minimum { get; init; }

    /// <summary>The highest value shown; by the data unless set.</summary>
    public double? Maximum { get; init; }

    private protected override void Draw(PlotModel model)
    {
        LinearAxis x = Scale(AxisPosition.Bottom, XTitle, grid: false), y = Scale(AxisPosition.Left, YTitle, grid: true);
        x.MinimumPadding = x.MaximumPadding = y.MinimumPadding = y.MaximumPadding = 0.03;
        (y.Minimum, y.Maximum) = (Minimum ?? double.NaN, Maximum ?? double.NaN);
        model.Axes.Add(x);
        model.Axes.Add(y);
        for (int i = 0; i < Curves.Count; i++)
        {
            OxyColor color = PlotColors.Of(i);
            var band = new AreaSeries { Fill = OxyColor.FromAColor(BandAlpha, color), Color = OxyColors.Transparent, Color2 = OxyColors.Transparent };
            var line = new LineSeries { Title = Curves[i].Name, Color = color, StrokeThickness = 2, MarkerType = Markers[i / 6 % Markers.Length], MarkerSize = 3.5, MarkerFill = color };
            foreach (CurvePoint point in Curves[i].Points)
            {
                band.Points.Add(new DataPoint(point.X, point.Low));
                band.Points2.Add(new DataPoint(point.X, point.High));
                line.Points.Add(new DataPoint(point.X, point.Y));
            }

            model.Series.Add(band);
            model.Series.Add(line);
        }
    }
}
