namespace Downright.Analysis;

/// <summary>Which source pixels count as considered by a scaler, and so are replaced by the selective filters.</summary>
public enum ConsideredMode
{
    /// <summary>
    /// Every pixel that can move an output noticeably: whoever controls all others moves no output by more than 2.55 grey
    /// levels. Axes that the operator samples evenly are judged as such, and windows that are nearly all considered fall
    /// back on their lightest pixels. The default.
    /// </summary>
    Support,

    /// <summary>
    /// The pixels that the published code of Quiring et al. (2020) finds by attacking a white image, for comparison. It
    /// leaves out taps with negative weight, through which its filters can be bypassed.
    /// </summary>
    Reference,
}
