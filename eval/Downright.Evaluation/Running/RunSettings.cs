namespace Downright.Evaluation.Running;

/// <summary>What decides the records of a run, beside the photos and the classifier.</summary>
/// <param name="Sizes">The target sizes.</param>
/// <param name="PairsPerBin">The most pairs of each size and bin.</param>
/// <param name="Seed">Draws the pairs and seeds the random filter.</param>
internal sealed record RunSettings(IReadOnlyList<ImageSize> Sizes, int PairsPerBin, int Seed);
