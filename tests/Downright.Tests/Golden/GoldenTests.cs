using System.Runtime.InteropServices;
using System.Text.Json;
using Downright.Scaling;

namespace Downright.Tests.Golden;

/// <summary>What the real libraries made of small images, by <c>make_golden.py</c>.</summary>
public sealed class GoldenTests
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    [Theory]
    [InlineData("pillow.jsonl", 440)]
    [InlineData("opencv.jsonl", 240)]
    [InlineData("torch.jsonl", 250)]
    public void Samples_are_the_library_s_own(string file, int expected)
    {
        int cases = 0;
        foreach (string line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Golden", file)).Skip(1))
        {
            Case golden = JsonSerializer.Deserialize<Case>(line, Options)!;
            Assert.True(ImageSize.TryParse(golden.Source, out ImageSize source));
            Assert.True(ImageSize.TryParse(golden.Target, out ImageSize target));
            var scaler = new ProfileScaler(ScalerProfile.Parse(golden.Profile));
            PixelFormat format = golden.Channels switch { 1 => PixelFormat.Gray, 3 => PixelFormat.Rgb, _ => PixelFormat.Rgba };
            byte[] samples = SamplesOf(source, golden.Channels, golden.Seed);

            if (golden.Sample == "byte")
            {
                byte[] ours = scaler.Scale(new PixelImage<byte>(samples, source, format), target).ToArray();
                Assert.True(ours.SequenceEqual(golden.Output), $"{golden.Profile} {golden.Source} to {golden.Target}, {golden.Channels} channels");
            }
            else
            {
                float[] ours = scaler.Scale(new PixelImage<float>(Array.ConvertAll(samples, s => (float)s), source, format), target).ToArray();
                float[] theirs = MemoryMarshal.Cast<byte, float>(golden.Output).ToArray();
                Assert.Equal(theirs.Length, ours.Length);
                Assert.All(ours.Zip(theirs), pair => Assert.Equal(pair.Second, pair.First, 5e-4f));
            }

            cases++;
        }

        Assert.Equal(expected, cases);
    }

    /// <summary>The generator of <c>make_golden.py</c>.</summary>
    private static byte[] SamplesOf(ImageSize size, int channels, int seed)
    {
        var samples = new byte[size.Pixels * channels];
        uint state = (uint)seed;
        foreach (ref byte sample in samples.AsSpan())
        {
            state = unchecked((state * 1664525) + 1013904223);
            sample = (byte)(state >> 24);
            if (seed % 2 == 1) sample = sample < 128 ? (byte)0 : (byte)255;
        }

        return samples;
    }

    private sealed record Case(string Profile, string Source, string Target, int Channels, int Seed, string Sample, byte[] Output);
}
