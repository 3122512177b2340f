using System.Text.Json.Serialization;
using Downright.Scanning.Sources;

namespace Downright.Scanning.Plans;

/// <summary>An input as a line of the run's list.</summary>
/// <param name="Path">The file.</param>
/// <param name="Kind">What it is; absent for images.</param>
/// <param name="Weight">About how many images it holds; absent for images.</param>
internal sealed record PlannedInput(
    string Path,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] InputKind Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long Weight)
{
    public static PlannedInput Of(ScanInput input) => new(input.Path, input.Kind, input.Kind == InputKind.Image ? 0 : input.Weight);

    public ScanInput ToInput() => new(Path, Kind, Math.Max(1, Weight));
}
