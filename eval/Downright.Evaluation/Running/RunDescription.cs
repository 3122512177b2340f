using System.Reflection;
using System.Runtime.InteropServices;
using Downright.Evaluation.Planning;

namespace Downright.Evaluation.Running;

/// <summary>Everything that is needed to repeat a run: <c>run.json</c>.</summary>
/// <param name="Schema">The document's kind and version.</param>
/// <param name="Version">The version of this program.</param>
/// <param name="Classifier">The classifier; a model with its hash.</param>
/// <param name="Preprocessing">How the model's pixels are made; null without a model.</param>
/// <param name="Settings">Sizes, pairs and seed.</param>
/// <param name="Images">The name of the photos' folder, without its path.</param>
/// <param name="Photos">The photos, by number.</param>
/// <param name="Pairs">The pairs, by number.</param>
/// <param name="Environment">Where it ran; makes no difference.</param>
internal sealed record RunDescription(
    string Schema,
    string Version,
    string Classifier,
    Classifiers.Preprocessing? Preprocessing,
    RunSettings Settings,
    string Images,
    IReadOnlyList<PhotoRecord> Photos,
    IReadOnlyList<Pair> Pairs,
    EnvironmentRecord Environment)
{
    public const string CurrentSchema = "downright/evaluate/1";

    /// <summary>The first thing in which another run differs, or null; photos and pairs last, since the others explain them.</summary>
    public string? DifferenceTo(RunDescription other)
    {
        if (Schema != other.Schema || Version != other.Version) return $"another version ({other.Version}, not {Version})";
        if (Classifier != other.Classifier) return $"another classifier ({other.Classifier}, not {Classifier})";
        if (RecordJson.Text(Preprocessing) != RecordJson.Text(other.Preprocessing)) return "another preprocessing";
        if (!Settings.Sizes.SequenceEqual(other.Settings.Sizes)) return $"another size ({string.Join(", ", other.Settings.Sizes)}, not {string.Join(", ", Settings.Sizes)})";
        if (Settings.PairsPerBin != other.Settings.PairsPerBin) return $"another number of pairs ({other.Settings.PairsPerBin}, not {Settings.PairsPerBin})";
        if (Settings.Seed != other.Settings.Seed) return $"another seed ({other.Settings.Seed}, not {Settings.Seed})";
        if (Photos.Select(Id).Except(other.Photos.Select(Id)).Concat(other.Photos.Select(Id).Except(Photos.Select(Id))).FirstOrDefault() is { Name: not null } photo) return $"other photos (the first is {photo.Name})";
        return Pairs.SequenceEqual(other.Pairs) ? null : "other pairs";
    }

    private static (string Name, string Sha256, ImageSize Size) Id(PhotoRecord photo) => (photo.Name, photo.Sha256, photo.Size);

    public static string CurrentVersion => typeof(RunDescription).Assembly.GetName().Version!.ToString(3);
}

/// <summary>A photo in <c>run.json</c>.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Sha256">Its hash.</param>
/// <param name="Size">Its size.</param>
/// <param name="Label">What the classifier calls it.</param>
internal sealed record PhotoRecord(string Name, string Sha256, ImageSize Size, string? Label);

/// <summary>Where a run took place.</summary>
/// <param name="System">The operating system and the architecture.</param>
/// <param name="Runtime">The version of .NET.</param>
/// <param name="OnnxRuntime">The version of ONNX Runtime.</param>
/// <param name="Processors">The number of processors.</param>
internal sealed record EnvironmentRecord(string System, string Runtime, string OnnxRuntime, int Processors)
{
    public static EnvironmentRecord Current { get; } = new(
        $"{RuntimeInformation.RuntimeIdentifier}",
        RuntimeInformation.FrameworkDescription,
        typeof(Microsoft.ML.OnnxRuntime.InferenceSession).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown",
        global::System.Environment.ProcessorCount);
}
