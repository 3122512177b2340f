using System.Collections.Concurrent;
using Downright.Evaluation.Classifiers;
using Downright.Evaluation.Planning;
using Downright.Scaling;

namespace Downright.Evaluation.Running;

/// <summary>What every experiment works with: photos, pairs, the classifier, and what it says of unchanged photos.</summary>
internal sealed class Lab
{
    private readonly IClassifier? _classifier;
    private readonly ConcurrentDictionary<object, Lazy<object>> _computed = new();

    /// <summary>A lab that draws its pairs.</summary>
    public Lab(IReadOnlyList<Photo> photos, IClassifier classifier, RunSettings settings)
    {
        Photos = photos;
        _classifier = classifier;
        Settings = settings;
        Pairs = PairPlan.Draw(photos, settings.Sizes, settings.PairsPerBin, settings.Seed, (photo, size) => Clean(photo, size, AreaName));
    }

    /// <summary>The lab of a run that took place: it crafts images, but classifies none.</summary>
    public Lab(IReadOnlyList<Photo> photos, RunDescription run)
    {
        Photos = photos;
        Settings = run.Settings;
        Pairs = run.Pairs;
    }

    private const string AreaName = "downright:area";

    /// <summary>Area scaling, which makes targets and shows what is really there.</summary>
    public static ProfileScaler Area { get; } = new(ScalerProfile.Parse(AreaName));

    public IReadOnlyList<Photo> Photos { get; }

    public IClassifier Classifier => _classifier ?? throw new InvalidOperationException("This lab has no classifier.");

    public RunSettings Settings { get; }

    public IReadOnlyList<Pair> Pairs { get; }

    /// <summary>What the classifier calls a photo, whichever of the run's sizes it has.</summary>
    public string LabelOf(int photo) => Classifier.LabelOf(Clean(photo, Settings.Sizes[0], AreaName).Label);

    /// <summary>Computes once what several experiments of a run ask for.</summary>
    /// <param name="what">Names it.</param>
    /// <param name="compute">Computes it.</param>
    public T Once<T>(object what, Func<T> compute)
        where T : class => (T)_computed.GetOrAdd(what, _ => new(compute)).Value;

    /// <summary>The scaler of a name.</summary>
    public static ProfileScaler Scaler(string name) => new(ScalerProfile.Parse(name));

    /// <summary>The target image of a pair, area-scaled.</summary>
    public PixelImage<byte> TargetOf(Pair pair) => Area.Scale(Photos[pair.Target].Read(), pair.Size);

    /// <summary>The pairs with each size and bin in turn, so that a run that was stopped has some of everything.</summary>
    public IEnumerable<Pair> PairsInTurn() => Pairs
        .GroupBy(pair => (pair.Size, pair.Bin))
        .SelectMany(bin => bin.Select((pair, turn) => (Pair: pair, Turn: turn)))
        .OrderBy(p => p.Turn)
        .Select(p => p.Pair);

    /// <summary>What the classifier says of a pair's target image.</summary>
    public Prediction TargetPrediction(Pair pair) => Clean(pair.Target, pair.Size, AreaName);

    /// <summary>What the classifier says of an unchanged photo behind a scaler.</summary>
    public Prediction Clean(int photo, ImageSize size, string scaler) =>
        Once((photo, size, scaler), () => Classifier.Classify(Scaler(scaler).Scale(Photos[photo].Read(), size)));
}
