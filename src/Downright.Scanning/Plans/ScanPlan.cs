using Downright.Scanning.Sources;

namespace Downright.Scanning.Plans;

/// <summary>Makes the plan of a run, or finds that the folder holds the same one.</summary>
public static class ScanPlan
{
    /// <summary>The run of a request: the folder's own where it is the same, else a new one.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="inputs">The inputs of the request's sources; read once.</param>
    /// <param name="cancellation">Stops the listing.</param>
    /// <exception cref="ScanException">The folder holds another run, or there are no inputs; the message names the first difference. The folder is then as it was.</exception>
    public static RunManifest Open(RunFolder folder, ScanRequest request, IEnumerable<ScanInput> inputs, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(inputs);
        if (!request.Anew && folder.Load() is { } existing)
        {
            ThrowIfOther(existing, request, folder);
            ThrowIfOtherInputs(folder, existing, inputs, request.MayMiss, cancellation);
            return existing;
        }

        Create(folder, request, inputs, cancellation);
        RunManifest manifest = folder.Require();
        ThrowIfOther(manifest, request, folder);
        return manifest;
    }

    /// <summary>Checks that a run may go on with these versions: rows of several would not belong together.</summary>
    /// <param name="manifest">The run.</param>
    /// <param name="versions">What runs now.</param>
    /// <param name="folder">The run's folder, for the message.</param>
    /// <exception cref="ScanException">Another version began it.</exception>
    public static void ThrowIfOtherVersion(RunManifest manifest, IReadOnlyDictionary<string, string> versions, RunFolder folder)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(versions);
        ArgumentNullException.ThrowIfNull(folder);
        foreach (string name in manifest.Versions.Keys.Union(versions.Keys))
        {
            string was = manifest.Versions.GetValueOrDefault(name, "absent"), now = versions.GetValueOrDefault(name, "absent");
            if (was != now) throw Different(folder, name, was, now);
        }
    }

    private static void Create(RunFolder folder, ScanRequest request, IEnumerable<ScanInput> inputs, CancellationToken cancellation)
    {
        IReadOnlyList<string> made = folder.Make();
        string temporary = Path.Combine(folder.Path, $".inputs-{Path.GetRandomFileName()}");
        try
        {
            if (!request.Anew) folder.ThrowIfPartsAreLeft();
            var (sha256, count, weight) = InputList.Write(temporary, inputs, cancellation);
            if (count == 0) throw new ScanException($"{string.Join(", ", request.Sources)}: there are no images, tar archives or Parquet tables to scan{(request.PassedOver.Count == 0 ? "" : $"; passed over: {PassedOver.Words(request.PassedOver)}")}");
            long images = request.ImagesPerShard?.Invoke(InputList.Read(temporary).Select(line => line.Input)) ?? ShardCutter.UsualImages;
            IReadOnlyList<IReadOnlyList<long>> shards = ShardCutter.Cut(InputList.Read(temporary), weight, images, request.Shards);
            if (request.Anew) folder.Clear();
            // Whoever made the same list made the same file.
            File.Move(temporary, folder.ListPath(sha256), overwrite: true);
            folder.Save(new RunManifest
            {
                Schema = RunManifest.CurrentSchema,
                Versions = request.Versions,
                Options = request.Options,
                Sources = request.Sources,
                Folder = request.Folder,
                InputsSha256 = sha256,
                Inputs = count,
                PassedOver = request.PassedOver,
                Shards = shards,
            });
        }
        catch
        {
            File.Delete(temporary);
            RunFolder.Unmake(made);
            throw;
        }
    }

    private static void ThrowIfOther(RunManifest manifest, ScanRequest request, RunFolder folder)
    {
        ThrowIfOtherVersion(manifest, request.Versions, folder);
        foreach (string name in manifest.Options.Keys.Union(request.Options.Keys).Order(StringComparer.Ordinal))
        {
            string was = Text(manifest.Options.GetValueOrDefault(name)), now = Text(request.Options.GetValueOrDefault(name));
            if (was != now) throw Different(folder, name, was, now);
        }

        if (request.Shards is { } shards && shards != manifest.Shards.Count) throw Different(folder, "--shards", $"{manifest.Shards.Count}", $"{shards}");
        if (request.Folder != manifest.Folder && request.Sources.Any(s => !Path.IsPathRooted(s))) throw Different(folder, "the working folder", manifest.Folder, request.Folder);

        static string Text(IReadOnlyList<string>? values) => values is null ? "not given" : string.Join(' ', values);
    }

    private static void ThrowIfOtherInputs(RunFolder folder, RunManifest manifest, IEnumerable<ScanInput> inputs, bool mayMiss, CancellationToken cancellation)
    {
        using IEnumerator<(long Offset, ScanInput Input)> planned = InputList.Read(folder.ListPath(manifest.InputsSha256)).GetEnumerator();
        foreach (ScanInput found in inputs)
        {
            cancellation.ThrowIfCancellationRequested();
            bool more = planned.MoveNext();
            while (more && mayMiss && planned.Current.Input.Path != found.Path) more = planned.MoveNext();
            if (!more) throw Different(folder, "an input", "absent", found.Path);
            if (planned.Current.Input != found) throw Different(folder, "an input", Describe(planned.Current.Input), Describe(found));
        }

        if (!mayMiss && planned.MoveNext()) throw Different(folder, "an input", planned.Current.Input.Path, "absent");
    }

    private static string Describe(ScanInput input) =>
        input.Kind == InputKind.Image ? input.Path : FormattableString.Invariant($"{input.Path} of about {input.Weight * ScanInput.BytesPerImage / 1_000_000.0:0.0} MB");

    private static ScanException Different(RunFolder folder, string what, string was, string now) =>
        new($"{folder.Path}: this folder holds another run: {what} was {was}, now {now}; choose another folder, or start anew with --force");
}
