using Downright.Files;
using Downright.Scaling;
using Downright.Vetting;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Downright.Cli;

/// <summary>Draws the weights that a scaler gives to source pixels, for three outputs in the middle of each axis, as an SVG file.</summary>
internal static class WeightPlot
{
    private const double Width = 900, Height = 360;
    private const int Outputs = 3;

    private static readonly OxyColor[] Colors = [OxyColor.FromRgb(0x1b, 0x6c, 0xa8), OxyColor.FromRgb(0xc8, 0x55, 0x3d), OxyColor.FromRgb(0x4f, 0x7d, 0x36)];

    /// <summary>Draws the weights at the sizes that decided the verdict.</summary>
    /// <exception cref="UsageException">There are no weights: the scaler has no linear separable model there.</exception>
    public static void Write(VettingResult result, string path, bool overwrite)
    {
        if (result.Worst.Measures is not { Operator: var op })
            throw new UsageException($"--plot: {result.Scaler} has no weights to draw: {result.Worst.Reasons[0]}");

        var model = new PlotModel { Title = result.Scaler, Subtitle = $"{result.Worst.Geometry}: weights of columns along the middle of a row", DefaultFont = "sans-serif", Background = OxyColors.White };
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Bottom, Title = "source column", MinimumPadding = 0.02, MaximumPadding = 0.02 });
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Left, Title = "weight", MajorGridlineStyle = LineStyle.Solid, MajorGridlineColor = OxyColor.FromRgb(0xe4, 0xe4, 0xe4) });
        BandedMatrix axis = op.Right;
        int first = Math.Max(0, (axis.Rows - Outputs) / 2);
        for (int output = first; output < Math.Min(first + Outputs, axis.Rows); output++) model.Series.Add(Stems(axis, output, Colors[output - first]));
        OutputFile.Write(path, overwrite, stream => new SvgExporter { Width = Width, Height = Height }.Export(model, stream));
    }

    private static StemSeries Stems(BandedMatrix axis, int output, OxyColor color)
    {
        var stems = new StemSeries { Title = $"output {output}", Color = color, MarkerType = MarkerType.Circle, MarkerSize = 2.5, MarkerFill = color };
        for (int tap = 0; tap < axis.Taps(output); tap++) stems.Points.Add(new DataPoint(axis.First(output) + tap, axis.Weights(output)[tap]));
        return stems;
    }
}
