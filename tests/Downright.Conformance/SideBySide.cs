using System.Globalization;
using Downright.Conformance.Peers;
using Downright.Scaling;

namespace Downright.Conformance;

/// <summary>Runs our scaler beside a peer, over many cases.</summary>
internal static class SideBySide
{
    /// <summary>Floats may be off by this many grey levels.</summary>
    public const double FloatTolerance = 5e-4;

    private const int QuickCases = 40;

    /// <summary>The cases of each library and algorithm: few, or as many as DOWNRIGHT_CONFORMANCE_CASES says.</summary>
    public static int Cases { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("DOWNRIGHT_CONFORMANCE_CASES"), CultureInfo.InvariantCulture, out int cases) ? cases : QuickCases;

    /// <summary>The names of a library's profiles.</summary>
    public static TheoryData<string> ProfilesOf(ScalerLibrary library) =>
        [.. ScalerProfile.All.Where(profile => profile.Library == library).Select(profile => profile.Name)];

    public static void CompareBytes(IPeer peer, string name, ConformanceReport report)
    {
        Assert.SkipWhen(peer.Missing is not null, peer.Missing ?? "");
        var profile = ScalerProfile.Parse(name);
        var scaler = new ProfileScaler(profile);
        var comparison = new Comparison(tolerance: 0);
        foreach (Geometry geometry in Geometry.Random(Cases, peer.Channels(floats: false), seed: 1))
        {
            PixelImage<byte> image = Samples.Bytes(geometry);
            comparison.Add(geometry, scaler.Scale(image, geometry.Target).Pixels.Span, peer.Scale(profile, image, geometry.Target));
        }

        Judge(peer, profile, floats: false, comparison, report);
    }

    public static void CompareFloats(IPeer peer, string name, ConformanceReport report)
    {
        Assert.SkipWhen(peer.Missing is not null, peer.Missing ?? "");
        var profile = ScalerProfile.Parse(name);
        var scaler = new ProfileScaler(profile);
        var comparison = new Comparison(FloatTolerance);
        foreach (Geometry geometry in Geometry.Random(Cases, peer.Channels(floats: true), seed: 2))
        {
            PixelImage<float> image = Samples.Floats(geometry);
            comparison.Add(geometry, scaler.Scale(image, geometry.Target).Pixels.Span, peer.Scale(profile, image, geometry.Target));
        }

        Judge(peer, profile, floats: true, comparison, report);
    }

    private static void Judge(IPeer peer, ScalerProfile profile, bool floats, Comparison comparison, ConformanceReport report)
    {
        KnownDifference? known = KnownDifferences.Of(peer, profile, floats);
        report.Add(peer, profile, floats ? "floats" : "bytes", comparison, known);
        Assert.True(
            comparison.Differing == 0 || (known is not null && comparison.Largest <= known.Bound && comparison.Share <= known.Share),
            string.Create(CultureInfo.InvariantCulture, $"{peer.Name} {peer.Version}, {profile}: {comparison.Differing} of {comparison.Samples} samples differ ({comparison.Share:P4}), by up to {comparison.Largest} ({comparison.Worst})."));
    }
}
