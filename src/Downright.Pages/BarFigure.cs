using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Downright.Pages;

/// <summary>Horizontal bars: a group a category, side by side or stacked.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Caption">What it shows.</param>
/// <param name="ValueTitle">The axis of the values.</param>
/// <param name="Categories">The categories, from top to bottom.</param>
/// <param name="Series">The bars of each colour, a value a category.</param>
public sealed record BarFigure(string Title, string Caption, string ValueTitle, IReadOnlyList<string> Categories, IReadOnlyList<NamedValues> Series) : Figure(Title, Caption)
{
    /// <summary>Whether a category's bars stand one behind the other.</summary>
    public bool Stacked { get; init; }

    /// <summary>Whether values, all above 0, are shown by their logarithm.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>The highest value shown; by the data unless set.</summary>
    public double? Maximum { get; init; }

    private protected override void Draw(PlotModel model)
    {
        // The first category is to stand on top, and with it the first bar.
        var categories = new CategoryAxis { Position = AxisPosition.Left, StartPosition = 1, EndPosition = 0, GapWidth = 0.4, TickStyle = TickStyle.None };
        categories.Labels.AddRange(Categories);
        model.Axes.Add(categories);
        double least = 0;
        if (Logarithmic)
        {
            least = Math.Pow(10, Math.Floor(Math.Log10(Series.SelectMany(s => s.Values).Where(v => v > 0).DefaultIfEmpty(1).Min())));
            model.Axes.Add(new LogarithmicAxis { Position = AxisPosition.Bottom, Title = ValueTitle, Minimum = least, MajorGridlineStyle = LineStyle.Solid, MajorGridlineColor = PlotColors.Grid });
        }
        else
        {
            LinearAxis values = Scale(AxisPosition.Bottom, ValueTitle, grid: true);
            (values.Minimum, values.Maximum) = (0, Maximum ?? double.NaN);
            model.Axes.Add(values);
        }

        for (int i = 0; i < Series.Count; i++)
        {
            var bars = new BarSeries { Title = Series[i].Name, FillColor = PlotColors.Of(i), StrokeColor = OxyColors.Transparent, StrokeThickness = 0, IsStacked = Stacked, BaseValue = least };
            bars.Items.AddRange(Series[i].Values.Select((value, category) => new BarItem(value, category)));
            model.Series.Add(bars);
        }
    }
}
