using System.Security.Cryptography;
using System.Text.Json;
using Downright.Prevention;
using Downright.Scaling;

namespace Downright.Tests.Determinism;

/// <summary>What one process computes: a hash over every profile's and every prevention's bytes, and the vectors it had.</summary>
internal sealed record Fingerprint(string Hash, bool Vector128, bool Vector256, bool Vector512)
{
    private static readonly (ImageSize Source, ImageSize Target)[] Geometries =
    [
        (new ImageSize(211, 157), new ImageSize(48, 37)),
        (new ImageSize(300, 40), new ImageSize(32, 41)),
        (new ImageSize(96, 96), new ImageSize(32, 24)),
    ];

    public static Fingerprint Take()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (source, target) in Geometries)
        {
            foreach (PixelFormat format in new[] { PixelFormat.Gray, PixelFormat.Rgb, PixelFormat.Rgba })
            {
                PixelImage<byte> image = Texture(source, format);
                foreach (ScalerProfile profile in ScalerProfile.All)
                    hash.AppendData(new ProfileScaler(profile).Scale(image, target).ToArray());
                foreach (PreventionMethod method in new[] { PreventionMethod.Median, PreventionMethod.Random, PreventionMethod.Mean })
                {
                    foreach (string scaler in new[] { "opencv:nearest", "opencv:linear", "opencv:cubic", "pillow:nearest" })
                    {
                        var options = new PreventionOptions { Method = method, Scaler = ScalerProfile.Parse(scaler), Seed = 7 };
                        hash.AppendData(new SafeScaler(options).Resize(image, target).Image.ToArray());
                    }
                }
            }
        }

        return new Fingerprint(
            Convert.ToHexStringLower(hash.GetHashAndReset()),
            System.Runtime.Intrinsics.Vector128.IsHardwareAccelerated,
            System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated,
            System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated);
    }

    public static Fingerprint Read(string path) => JsonSerializer.Deserialize<Fingerprint>(File.ReadAllText(path))!;

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this));

    private static PixelImage<byte> Texture(ImageSize size, PixelFormat format)
    {
        var samples = new byte[size.Pixels * format.Channels()];
        new Random(42).NextBytes(samples);
        return new PixelImage<byte>(samples, size, format);
    }
}
