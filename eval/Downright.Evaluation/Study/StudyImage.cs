using Downright.Evaluation.Experiments;
using Downright.Evaluation.Planning;
using Downright.Evaluation.Running;
using Downright.Prevention;

namespace Downright.Evaluation.Study;

/// <summary>An attack image that people are asked about.</summary>
/// <param name="Key">Names it.</param>
/// <param name="Kind"><c>nonadaptive</c> (Figure 13) or <c>adaptive</c> (Figure 18).</param>
/// <param name="Scaler">The attacked scaler.</param>
/// <param name="Bin">The number of the ratio's bin.</param>
/// <param name="Source">What the source shows.</param>
/// <param name="Target">What the target shows.</param>
/// <param name="Other">What is in neither.</param>
/// <param name="Craft">Crafts it.</param>
internal sealed record StudyImage(string Key, string Kind, string Scaler, int Bin, string Source, string Target, string Other, Func<PixelImage<byte>> Craft)
{
    /// <summary>As in the published study.</summary>
    private const int PerBin = 3;

    // An adaptive attack that gets through nearest scaling behind the median filter.
    private const double Delta = 0.4;

    private const string AdaptiveScaler = "opencv:nearest";

    /// <summary>The images of a run: three of each bin and scaler, and three adaptive ones of each bin.</summary>
    public static IReadOnlyList<StudyImage> Of(Lab lab, RunDescription run)
    {
        string[] labels = [.. run.Photos.Select(photo => photo.Label ?? photo.Name)];
        List<StudyImage> images = [];
        foreach (IGrouping<int, Pair> bin in run.Pairs.Where(p => labels[p.Source] != labels[p.Target]).GroupBy(p => p.Bin).OrderBy(g => g.Key))
        {
            Pair[] pairs = [.. bin.DistinctBy(p => p.Source).Concat(bin).Distinct()];
            foreach (string scaler in Combinations.All)
                images.AddRange(pairs.Take(PerBin).Select(pair => New(pair, scaler, "nonadaptive", () => Crafting.Quadratic(lab, pair, Lab.Scaler(scaler), CancellationToken.None).Image)));
            images.AddRange(pairs.Take(PerBin).Select(pair => New(pair, AdaptiveScaler, "adaptive",
                () => Adaptive.Craft(lab, pair, AdaptiveScaler, PreventionMethod.Median, Attacks.AdaptiveStrategy.Window, Delta, CancellationToken.None).Image)));
        }

        return images;

        StudyImage New(Pair pair, string scaler, string kind, Func<PixelImage<byte>> craft)
        {
            string other = labels.Skip(pair.Id % labels.Length).Concat(labels).FirstOrDefault(l => l != labels[pair.Source] && l != labels[pair.Target], "something else");
            return new StudyImage($"{kind} {scaler} {pair.Id}", kind, scaler, pair.Bin, labels[pair.Source], labels[pair.Target], other, craft);
        }
    }
}
