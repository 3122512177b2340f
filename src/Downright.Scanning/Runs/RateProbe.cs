using System.Diagnostics;
using Downright.Scanning.Sources;

namespace Downright.Scanning.Runs;

/// <summary>Measures on the first images how fast a core scans them, so that shards can be sized in minutes.</summary>
public static class RateProbe
{
    private const int Inputs = 16;
    private const int ImagesOfInput = 8;
    private const int MostImages = 24;

    // The first images pay for the compilation of the code.
    private const int WarmUp = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The shards that each take about some minutes.</summary>
    /// <param name="inputs">The inputs of the run.</param>
    /// <param name="reader">Reads images.</param>
    /// <param name="screen">Examines them.</param>
    /// <param name="cores">How many cores work on a shard.</param>
    /// <param name="minutes">How long a shard is to take.</param>
    /// <param name="cancellation">Stops the measurement.</param>
    /// <returns>How many images a shard should have, at least 1.</returns>
    public static long ImagesPerShard(IEnumerable<ScanInput> inputs, SourceReader reader, ImageScreen screen, int cores, double minutes, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(screen);
        int images = 0;
        long begun = Stopwatch.GetTimestamp(), timed = begun;
        foreach (SourceImage image in inputs.Take(Inputs).SelectMany(input => reader.Images(input).Take(ImagesOfInput)).Take(MostImages))
        {
            try
            {
                screen.ScreenAsync(image, image.Load(), cancellation).GetAwaiter().GetResult();
            }
            catch (IOException)
            {
                // What cannot be read becomes a row of the run; it says nothing about the rate.
                continue;
            }

            images++;
            if (images == WarmUp) timed = Stopwatch.GetTimestamp();
            if (Stopwatch.GetElapsedTime(begun) > Patience) break;
        }

        int measured = images > WarmUp ? images - WarmUp : images;
        double seconds = Math.Max(1e-3, Stopwatch.GetElapsedTime(timed).TotalSeconds);
        return Math.Max(1, (long)(Math.Max(1, measured) / seconds * cores * minutes * 60));
    }
}
