namespace Downright.Evaluation.Planning;

/// <summary>A source photo and a target photo at one target size.</summary>
/// <param name="Id">The pair's number in the plan.</param>
/// <param name="Source">The number of the source photo.</param>
/// <param name="Target">The number of the target photo.</param>
/// <param name="Size">The target size.</param>
/// <param name="Ratio">The smaller scaling ratio of the source's two axes.</param>
internal sealed record Pair(int Id, int Source, int Target, ImageSize Size, double Ratio)
{
    /// <summary>The number of its bin.</summary>
    public int Bin => RatioBin.IndexOf(Ratio);
}
