using System.Collections.Concurrent;
using System.Globalization;
using Downright.Conformance.Peers;

[assembly: AssemblyFixture(typeof(Downright.Conformance.ConformanceReport))]

namespace Downright.Conformance;

/// <summary>
/// Gathers one row for every library and algorithm, and writes the table at the end, into the file that
/// DOWNRIGHT_CONFORMANCE_REPORT names, if it does. Rows of libraries that did not run stay as they stood there.
/// </summary>
public sealed class ConformanceReport : IDisposable
{
    private readonly ConcurrentBag<string> _rows = [];
    private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);

    internal void Add(IPeer peer, ScalerProfile profile, string samples, Comparison comparison, KnownDifference? known)
    {
        string line = string.Create(CultureInfo.InvariantCulture, $"| {peer.Name} | {peer.Version} | `{profile}` | {samples} | {comparison.Cases:N0} | {comparison.Samples:N0} | {comparison.Differing:N0} | {comparison.Largest:0.######} | {(comparison.Differing > 0 ? known?.Name : null) ?? "–"} |");
        _rows.Add(line);
        if (known is not null)
            _known[known.Name] = string.Create(CultureInfo.InvariantCulture, $"- **{known.Name}**: {known.Reason} At most {known.Bound} grey levels, on at most {known.Share:P3} of the samples.");
    }

    public void Dispose()
    {
        if (Environment.GetEnvironmentVariable("DOWNRIGHT_CONFORMANCE_REPORT") is not { Length: > 0 } path) return;
        File.WriteAllText(path, Text(File.Exists(path) ? File.ReadAllLines(path) : []));
    }

    private static string LibraryOf(string row) => row.Split('|')[1];

    private string Text(string[] before)
    {
        HashSet<string> libraries = [.. _rows.Select(LibraryOf)];
        string[] kept = [.. before.Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(2).Where(row => !libraries.Contains(LibraryOf(row)))];
        IEnumerable<string> keptKnown = before.Where(line => line.StartsWith("- **", StringComparison.Ordinal) && Array.Exists(kept, row => row.EndsWith($"| {line[4..].Split("**")[0]} |", StringComparison.Ordinal)));
        string rows = string.Join('\n', _rows.Concat(kept).Order(StringComparer.Ordinal));
        string known = string.Join('\n', _known.Values.Concat(keptKnown).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        return $"""
            # Conformance with the real libraries

            Our scalers beside the libraries themselves, on random geometries: shrinking and growing axes of 1–700 pixels, unchanged axes, whole ratios, one-pixel sides, 1, 3 and 4 channels; noise, black and white noise, ramps; and photos. A byte differs where it is not the same; a float, where it is off by more than {SideBySide.FloatTolerance} grey levels. A difference without a name fails the tests.

            | library | version | algorithm | samples | cases | compared | differing | largest difference | known difference |
            | --- | --- | --- | --- | ---: | ---: | ---: | ---: | --- |
            {rows}

            ## Known differences

            {(known.Length > 0 ? known : "None.")}

            ## How to run it

            `DOWNRIGHT_CONFORMANCE_CASES=2000 DOWNRIGHT_CONFORMANCE_REPORT=docs/conformance.md dotnet test --project tests/Downright.Conformance -c Release`, the path from where the tests run or absolute. `DOWNRIGHT_PHOTOS` names a folder of photos that are scaled too; `DOWNRIGHT_PYTHON` a Python that has Pillow, OpenCV and PyTorch (Debian: python3-pil, python3-opencv, python3-torch); `DOWNRIGHT_LIBTORCH` the folder of libtorch_cpu.so (runtimes/linux-x64/native of the NuGet package libtorch-cpu-linux-x64 2.10.0); `NODE_PATH` the node_modules with @tensorflow/tfjs. A library that is missing is skipped with its reason.

            """;
    }
}
