using System.ComponentModel;
using System.Diagnostics;

namespace Downright.Files;

/// <summary>
/// A scaler that is a program: it gets a PNG file and writes another one. It runs without a shell unless the command names
/// one, and is ended with all that it started when it takes too long.
/// </summary>
/// <param name="command">What to run.</param>
/// <param name="limit">How long one call may take.</param>
/// <param name="called">Told of every call that is done.</param>
/// <param name="cancellation">Ends the program that runs, and refuses further calls.</param>
public sealed class CommandScaler(CommandLine command, TimeSpan limit, Action called, CancellationToken cancellation) : IScaler, IDisposable
{
    private const int LongestMessage = 300;

    private readonly VipsImageCodec _codec = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("downright-");
    private int _calls;

    /// <inheritdoc/>
    public string Name => command.Text;

    /// <summary>Why the program could not be started, or null.</summary>
    public string? NotStarted { get; private set; }

    /// <inheritdoc/>
    public PixelImage<byte> Scale(PixelImage<byte> image, ImageSize size)
    {
        string input = Path.Combine(_folder.FullName, $"in{_calls}.png"), output = Path.Combine(_folder.FullName, $"out{_calls++}.png");
        _codec.Encode(image, input, cancellationToken: cancellation);
        Run(command.Fill(input, output, size));
        if (!File.Exists(output)) throw new IOException("the command ended well, but wrote no file {out}");
        PixelImage<byte> scaled = _codec.Decode(output, new DecodeOptions { MaxPixels = Math.Max(size.Pixels, image.Size.Pixels), Alpha = AlphaHandling.Drop, Orient = false }, cancellation);
        File.Delete(input);
        File.Delete(output);
        called();
        return scaled;
    }

    /// <summary>Removes the files.</summary>
    public void Dispose() => _folder.Delete(recursive: true);

    private void Run(string[] words)
    {
        var start = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using Process process = Start(start);
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(limit);
        try
        {
            process.WaitForExitAsync(patience.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException e)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            throw new TimeoutException(FormattableString.Invariant($"the command took more than {limit.TotalSeconds:0.###} s"), e);
        }

        if (process.ExitCode != 0)
            throw new IOException($"the command ended with exit code {process.ExitCode}{Said(error.Wait(TimeSpan.FromSeconds(1), CancellationToken.None) ? error.Result : "")}");
    }

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            NotStarted = $"the program '{start.FileName}' cannot be started: {e.Message}";
            throw new IOException(NotStarted, e);
        }
    }

    /// <summary>The last of what the command wrote to standard error, on one line.</summary>
    private static string Said(string error)
    {
        string line = string.Join(' ', error.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length == 0) return "";
        return line.Length <= LongestMessage ? $": {line}" : $": …{line[^LongestMessage..]}";
    }
}
