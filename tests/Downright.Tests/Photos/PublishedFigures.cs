namespace Downright.Tests.Photos;

/// <summary>What the literature reports of its methods, for the table's last column.</summary>
internal static class PublishedFigures
{
    public static string Of(string method) => method switch
    {
        "down-and-up-histogram" => "94.5 % at 1 % false positives, 256 to 32 (Quiring and Rieck 2020)",
        "down-and-up-scattering" => "48.2 % at 1 % false positives, 256 to 32 (Quiring and Rieck 2020)",
        "down-and-up-mse" or "down-and-up-ssim" or "minimum-filter-mse" or "minimum-filter-ssim" or "csp" => "accuracy of the three families together 99.9 %, thresholds from attacks (Kim et al. 2021)",
        "peak-spectrum" or "peak-distance" => "accuracy of one of the two: 99.9 % global, 87.1 % local; frequencies × 0.6 98.1 and 75.1 %; peaks / 50 50.3 and 33.0 %, a third of the images benign (Quiring et al. 2023)",
        _ => "–",
    };
}
