namespace Downright.Prevention;

/// <summary>How an image is made safe before it is scaled (Quiring et al. 2020, defences 1 and 2).</summary>
public enum PreventionMethod
{
    /// <summary>Not at all: the scaler as it is.</summary>
    None,

    /// <summary>Area scaling in place of the scaler: every source pixel counts the same.</summary>
    Area,

    /// <summary>Selective median filter: each considered pixel becomes the median of its neighbourhood's other pixels.</summary>
    Median,

    /// <summary>Selective random filter: each considered pixel becomes one of its neighbourhood's other pixels, drawn at random.</summary>
    Random,

    /// <summary>
    /// Selective mean filter: each considered pixel becomes the mean of the other pixels of the cell that its output covers.
    /// The scaler then shows what area scaling shows.
    /// </summary>
    Mean,
}
