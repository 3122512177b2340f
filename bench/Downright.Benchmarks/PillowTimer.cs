using System.Diagnostics;
using System.Globalization;

namespace Downright.Benchmarks;

/// <summary>Pillow in a Python process that times one resize whenever it is asked.</summary>
internal sealed class PillowTimer : IDisposable
{
    private readonly Process _process;

    public PillowTimer()
    {
        string python = Environment.GetEnvironmentVariable("DOWNRIGHT_PYTHON") ?? "/usr/bin/python3";
        _process = Process.Start(new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "pillow_timer.py")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Version = Read();
    }

    public string Version { get; }

    /// <summary>Hands over an image and what to do with it.</summary>
    public void Prepare(string profile, PixelImage<byte> image, ImageSize target)
    {
        _process.StandardInput.WriteLine($"{profile} {image.Width} {image.Height} {target.Width} {target.Height}");
        _process.StandardInput.Flush();
        _process.StandardInput.BaseStream.Write(image.ToArray());
        _process.StandardInput.BaseStream.Flush();
    }

    /// <summary>Milliseconds of one resize.</summary>
    public double Time()
    {
        _process.StandardInput.WriteLine("time");
        _process.StandardInput.Flush();
        return double.Parse(Read(), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private string Read() =>
        _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The Python process ended; it needs Pillow (DOWNRIGHT_PYTHON names a Python that has it).");
}
