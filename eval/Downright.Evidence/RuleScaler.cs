using Downright.Attacks.Solving;
using Downright.Scaling;

namespace Downright.Evidence;

/// <summary>A scaler behind a rule, for one pair of sizes: slow and plain, for any rule.</summary>
internal sealed class RuleScaler
{
    /// <summary>The draws of a random rule.</summary>
    public const int Draws = 3;

    private readonly ProfileScaler _scaler;
    private readonly Rule _rule;
    private readonly (int Pixel, int[] Candidates)[] _windows;
    private readonly int _most;

    public RuleScaler(string scaler, Rule rule, ImageSize source)
    {
        _scaler = new ProfileScaler(ScalerProfile.Parse(scaler));
        _rule = rule;
        Operator = _scaler.OperatorFor(source, Pair.Size);
        CandidatesOf = rule.CandidatesFor(Operator);
        _windows = [.. from pixel in Enumerable.Range(0, (int)source.Pixels)
                       let candidates = CandidatesOf(pixel % source.Width, pixel / source.Width)
                       where candidates.Length > 0
                       select (pixel, candidates)];
        _most = _windows.Select(window => window.Candidates.Length).DefaultIfEmpty().Max();
    }

    /// <summary>The linear model of the scaler.</summary>
    public ScalingOperator Operator { get; }

    /// <summary>The rule's candidates.</summary>
    public Func<int, int, int[]> CandidatesOf { get; }

    /// <summary>What the model gets: several images where the rule draws, with fixed seeds.</summary>
    public PixelImage<byte>[] Outputs(PixelImage<byte> image) =>
        [.. Enumerable.Range(1, _rule.IsRandom ? Draws : 1).Select(seed => _scaler.Scale(Clean(image, seed), Pair.Size))];

    private PixelImage<byte> Clean(PixelImage<byte> image, int seed)
    {
        byte[] from = image.ToArray(), cleaned = image.ToArray();
        int channels = image.Channels;
        var random = new Random(seed);
        var values = new float[(_most + 7) / 8 * 8];
        foreach (var (pixel, candidates) in _windows)
        {
            int drawn = candidates[random.Next(candidates.Length)];
            for (int channel = 0; channel < channels; channel++)
            {
                cleaned[(pixel * channels) + channel] = _rule.IsRandom
                    ? from[(drawn * channels) + channel]
                    : Value(from, candidates, channels, channel, values);
            }
        }

        return new PixelImage<byte>(cleaned, image.Size, image.Format);
    }

    private byte Value(byte[] image, int[] candidates, int channels, int channel, float[] values)
    {
        int padded = (candidates.Length + 7) / 8 * 8;
        for (int i = 0; i < candidates.Length; i++) values[i] = image[(candidates[i] * channels) + channel];
        values.AsSpan(candidates.Length..padded).Fill(WindowValue.Padding);
        return (byte)MathF.Round(WindowValue.Of(values.AsSpan(0, padded), candidates.Length, _rule.Value, halvings: 8).Value);
    }
}
