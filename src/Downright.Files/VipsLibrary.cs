using NetVips;

namespace Downright.Files;

/// <summary>
/// Sets libvips up once for hostile files: loaders that its authors do not trust are off, nothing is cached, warnings
/// do not reach standard error, and one image is decoded by one thread.
/// </summary>
internal static class VipsLibrary
{
    private static readonly Lazy<bool> Ready = new(Prepare);

    /// <summary>Makes sure that libvips is there and set up.</summary>
    /// <exception cref="PlatformNotSupportedException">The native library cannot be loaded here.</exception>
    public static void EnsureReady() => _ = Ready.Value;

    private static bool Prepare()
    {
        if (!ModuleInitializer.VipsInitialized)
            throw new PlatformNotSupportedException($"libvips cannot be loaded on this platform: {ModuleInitializer.Exception?.Message}", ModuleInitializer.Exception);

        NetVips.NetVips.BlockUntrusted = true;
        NetVips.NetVips.Concurrency = 1;
        Cache.Max = 0;
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.AllButFatal, (_, _, _) => { });
        return true;
    }
}
