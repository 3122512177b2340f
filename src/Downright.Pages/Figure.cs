using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;

namespace Downright.Pages;

/// <summary>A plot in a page: inline SVG in the page's own colours, light or dark.</summary>
/// <param name="Title">Its title; also its text alternative.</param>
/// <param name="Caption">What it shows, below it.</param>
public abstract record Figure(string Title, string Caption)
{
    /// <summary>The width in CSS pixels.</summary>
    public double Width { get; init; } = 620;

    /// <summary>The height in CSS pixels.</summary>
    public double Height { get; init; } = 360;

    /// <summary>The figure as HTML.</summary>
    public Markup Render()
    {
        var model = new PlotModel
        {
            Title = Title,
            DefaultFont = PlotColors.Font,
            TitleFontSize = 15,
            TitleFontWeight = FontWeights.Bold,
            TextColor = PlotColors.Ink,
            TitleColor = PlotColors.Ink,
            PlotAreaBorderColor = PlotColors.Quiet,
            PlotAreaBorderThickness = new OxyThickness(1, 0, 0, 1),
        };
        Draw(model);
        foreach (Axis axis in model.Axes)
        {
            axis.AxislineColor = axis.TicklineColor = axis.MinorTicklineColor = PlotColors.Quiet;
            axis.TextColor = axis.TitleColor = PlotColors.Ink;
        }

        if (model.Series.Count(series => series.Title is not null) > 1)
            model.Legends.Add(new Legend { LegendPlacement = LegendPlacement.Outside, LegendPosition = LegendPosition.BottomCenter, LegendOrientation = LegendOrientation.Horizontal, LegendTextColor = PlotColors.Ink });
        return Markup.Of($"""<figure class="plot">{InlineSvg.Of(model, Width, Height, Title)}<figcaption>{Caption}</figcaption></figure>""");
    }

    /// <summary>Adds the axes and the data.</summary>
    private protected abstract void Draw(PlotModel model);

    private protected static LinearAxis Scale(AxisPosition position, string title, bool grid) => new()
    {
        Position = position,
        Title = title,
        MajorGridlineStyle = grid ? LineStyle.Solid : LineStyle.None,
        MajorGridlineColor = PlotColors.Grid,
        MinorTickSize = 0,
    };
}
