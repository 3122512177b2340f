namespace Downright.Cli.Output;

/// <summary>What <c>resize</c> and <c>clean</c> report.</summary>
/// <param name="Schema">The document's kind and version.</param>
/// <param name="Items">One item an image, in the order of the inputs.</param>
internal sealed record ResizeReport(string Schema, IReadOnlyList<ResizeItem> Items);

/// <summary>One image that was scaled or cleaned.</summary>
/// <param name="Input">The file read.</param>
/// <param name="Output">The file written.</param>
/// <param name="SourceSize">The size of the image read.</param>
/// <param name="Size">The target size.</param>
/// <param name="Scaler">The scaler that was used.</param>
/// <param name="Prevention">How the image was made safe.</param>
/// <param name="PixelsReplaced">The number of source pixels that were replaced.</param>
/// <param name="FallbackWindows">The number of those whose window was nearly all considered.</param>
/// <param name="ElapsedMs">The time of the scaling alone, in milliseconds.</param>
internal sealed record ResizeItem(
    string Input,
    string Output,
    ImageSize SourceSize,
    ImageSize Size,
    string Scaler,
    string Prevention,
    long PixelsReplaced,
    long FallbackWindows,
    double ElapsedMs);

/// <summary>What <c>preview</c> reports.</summary>
/// <param name="Schema">The document's kind and version.</param>
/// <param name="Views">One view a scaler, in the order of the picture.</param>
internal sealed record PreviewReport(string Schema, IReadOnlyList<PreviewView> Views);

/// <summary>What one scaler's model would see.</summary>
/// <param name="Scaler">The scaler.</param>
/// <param name="PsnrToArea">PSNR to the area-scaled image in dB; null where the two are equal.</param>
/// <param name="SsimToArea">SSIM to the area-scaled image; null where a side is shorter than its window of 11 pixels.</param>
internal sealed record PreviewView(string Scaler, double? PsnrToArea, double? SsimToArea);

/// <summary>What <c>scalers</c> reports.</summary>
/// <param name="Schema">The document's kind and version.</param>
/// <param name="SourceSize">The size that is scaled from.</param>
/// <param name="Size">The size that is scaled to.</param>
/// <param name="Scalers">One item a scaler.</param>
internal sealed record ScalersReport(string Schema, ImageSize SourceSize, ImageSize Size, IReadOnlyList<ScalerItem> Scalers);

/// <summary>One scaler between the report's two sizes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="KernelWidth">The most source pixels that an output pixel reads: columns, then rows.</param>
/// <param name="WidensKernel">Whether it reads more pixels an output the more it shrinks.</param>
/// <param name="ConsideredFraction">The share of the source pixels that count, 0–1.</param>
/// <param name="Concentration">How evenly an output spreads its weight: 1 and more for averages, less the fewer pixels decide.</param>
/// <param name="LargestWeight">The largest weight of any pixel in any output.</param>
/// <param name="EnergyBound">A lower bound of what changing every output costs, relative to changing every pixel.</param>
/// <param name="Verdict">The verdict at these sizes.</param>
internal sealed record ScalerItem(
    string Name,
    IReadOnlyList<int> KernelWidth,
    bool WidensKernel,
    double ConsideredFraction,
    double Concentration,
    double LargestWeight,
    double EnergyBound,
    string Verdict);
