using System.Runtime.InteropServices;
using NetVips;

namespace Downright.Files;

/// <summary>
/// A strip of decoded samples in libvips' own memory. NetVips would copy it into a new array: an image's arrays together
/// are as large as the image, which keeps the collector busy and the processor's caches filled with what is not needed again.
/// </summary>
internal readonly unsafe ref struct StripSamples
{
    private static readonly delegate* unmanaged<nint, int, int, int, int, nuint*, void*> FetchRegion =
        (delegate* unmanaged<nint, int, int, int, int, nuint*, void*>)NativeLibrary.GetExport(NativeLibrary.Load(LibraryName, typeof(Region).Assembly, null), "vips_region_fetch");

    private readonly void* _memory;
    private readonly int _bytes;

    private StripSamples(void* memory, int bytes)
    {
        _memory = memory;
        _bytes = bytes;
    }

    /// <summary>The samples, row by row, without padding.</summary>
    public Span<byte> Samples => new(_memory, _bytes);

    // The names under which NetVips loads it.
    private static string LibraryName => OperatingSystem.IsWindows() ? "libvips-42.dll" : OperatingSystem.IsMacOS() ? "libvips.42.dylib" : "libvips.so.42";

    /// <summary>Decodes whole rows.</summary>
    /// <param name="region">A region of the image.</param>
    /// <param name="top">The first row.</param>
    /// <param name="width">The image's width.</param>
    /// <param name="rows">How many rows.</param>
    /// <exception cref="VipsException">The file is broken there.</exception>
    public static StripSamples Fetch(Region region, int top, int width, int rows)
    {
        nuint bytes;
        void* memory = FetchRegion(region.DangerousGetHandle(), 0, top, width, rows, &bytes);
        GC.KeepAlive(region);
        return memory is null ? throw new VipsException("no strip could be fetched") : new StripSamples(memory, checked((int)bytes));
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => NetVips.NetVips.Free((nint)_memory);
}
