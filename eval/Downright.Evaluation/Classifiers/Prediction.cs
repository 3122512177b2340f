namespace Downright.Evaluation.Classifiers;

/// <summary>The five likeliest classes of an image, the likeliest first.</summary>
/// <param name="Top">Classes and their probabilities.</param>
internal sealed record Prediction(IReadOnlyList<(int Label, double Probability)> Top)
{
    private const int Count = 5;
    private const double LeastProbability = 0.03;

    /// <summary>The likeliest class.</summary>
    public int Label => Top[0].Label;

    /// <summary>The likeliest of all probabilities; of two that are equal, the lower class.</summary>
    public static Prediction Of(IReadOnlyList<double> probabilities) => new(
        [.. probabilities.Select((p, label) => (Label: label, Probability: p)).OrderByDescending(c => c.Probability).ThenBy(c => c.Label).Take(Count)]);

    /// <summary>
    /// The rule of the published code (its method m4): do the five likeliest classes of both, those above 3 % only, have one in
    /// common?
    /// </summary>
    public bool Agrees(Prediction other) => Likely().Intersect(other.Likely()).Any();

    /// <summary>The strict rule: is the likeliest class the same?</summary>
    public bool AgreesStrictly(Prediction other) => Label == other.Label;

    private IEnumerable<int> Likely() => Top.Where(c => c.Probability > LeastProbability).Select(c => c.Label);
}
