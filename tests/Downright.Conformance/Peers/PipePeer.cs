using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Downright.Conformance.Peers;

/// <summary>
/// A library in one process that lives as long as the peer. Over its pipes go little-endian 32-bit numbers and raw
/// samples; peer.py says in what order.
/// </summary>
public abstract class PipePeer : IPeer, IDisposable
{
    private readonly Process? _process;
    private readonly string? _missing;
    private readonly Lock _oneAtATime = new();

    /// <param name="name">The library, as the table names it.</param>
    /// <param name="programs">The programs that may run the script, best first.</param>
    /// <param name="script">The script, beside the test assembly.</param>
    /// <param name="missing">What to say where no program can run it.</param>
    protected PipePeer(string name, IEnumerable<string> programs, string script, string missing)
    {
        ArgumentNullException.ThrowIfNull(programs);
        Name = name;
        foreach (string program in programs)
        {
            _process = Start(program, Path.Combine(AppContext.BaseDirectory, "Peers", script));
            if (_process is null) continue;
            Version = ReadText();
            if (Version.Length > 0) return;
            _process.Dispose();
            _process = null;
        }

        _missing = missing;
    }

    public string Name { get; }

    public string Version { get; } = "";

    public virtual string? Missing => _missing;

    public abstract IReadOnlyList<int> Channels(bool floats);

    public byte[] Scale(ScalerProfile profile, PixelImage<byte> image, ImageSize size) => Ask(profile, image, size);

    public float[] Scale(ScalerProfile profile, PixelImage<float> image, ImageSize size) => Ask(profile, image, size);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || _process is null) return;
        _process.StandardInput.Close();
        _process.WaitForExit(5000);
        _process.Dispose();
    }

    private static Process? Start(string program, string script)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, [script])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private T[] Ask<T>(ScalerProfile profile, PixelImage<T> image, ImageSize size)
        where T : unmanaged
    {
        lock (_oneAtATime)
        {
            Stream output = _process!.StandardInput.BaseStream;
            byte[] name = Encoding.UTF8.GetBytes(profile.Name);
            int[] header = [name.Length, Marshal.SizeOf<T>(), image.Width, image.Height, image.Channels, size.Width, size.Height];
            output.Write(MemoryMarshal.AsBytes(header.AsSpan()));
            output.Write(name);
            output.Write(MemoryMarshal.AsBytes(image.ToArray().AsSpan()));
            output.Flush();

            var samples = new T[size.Width * size.Height * image.Channels];
            Read(MemoryMarshal.AsBytes(samples.AsSpan()));
            return samples;
        }
    }

    private string ReadText()
    {
        var length = new byte[4];
        if (_process!.StandardOutput.BaseStream.ReadAtLeast(length, 4, throwOnEndOfStream: false) < 4) return "";
        var text = new byte[BitConverter.ToInt32(length)];
        Read(text);
        return Encoding.UTF8.GetString(text);
    }

    private void Read(Span<byte> bytes)
    {
        try
        {
            _process!.StandardOutput.BaseStream.ReadExactly(bytes);
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidOperationException($"{Name} ended: {_process!.StandardError.ReadToEnd()}", e);
        }
    }
}
