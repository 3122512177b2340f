namespace Downright.Evaluation.Classifiers;

/// <summary>Says what an image shows. Safe to call from several threads.</summary>
internal interface IClassifier
{
    /// <summary>What it is, for reports: a name, and a hash where it comes from a file.</summary>
    string Name { get; }

    /// <summary>Classifies an image.</summary>
    /// <param name="image">An RGB image of any size; sizes other than the classifier's own are scaled to it first.</param>
    Prediction Classify(PixelImage<byte> image);

    /// <summary>What a class is called.</summary>
    string LabelOf(int label);
}
