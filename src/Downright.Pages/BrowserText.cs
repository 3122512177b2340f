using OxyPlot;

namespace Downright.Pages;

/// <summary>
/// Measures text as browsers set it. OxyPlot's own measure takes font sizes for points, 3/4 of the pixels that SVG means,
/// so that plots would keep too little room for labels.
/// </summary>
internal sealed class BrowserText(double width, double height) : PdfRenderContext(width, height, OxyColors.Transparent)
{
    private const double PixelsPerPoint = 4.0 / 3;

    public override OxySize MeasureText(string text, string fontFamily, double fontSize, double fontWeight) =>
        base.MeasureText(text, fontFamily, fontSize * PixelsPerPoint, fontWeight);
}
