using System.Globalization;
using Downright.Analysis;
using Downright.Prevention;

namespace Downright.Attacks;

/// <summary>How an attack fares against the random filter, whose draws the attacker does not know, over fresh draws.</summary>
/// <param name="Draws">The number of draws.</param>
/// <param name="PsnrDb">The mean peak signal-to-noise ratio of the defended output and the target image, in dB.</param>
/// <param name="WithinShare">The mean share of the output samples within <paramref name="Tolerance"/> of the target image, 0–1.</param>
/// <param name="Tolerance">The tolerance in grey levels.</param>
public sealed record ExpectedOutput(int Draws, double PsnrDb, double WithinShare, int Tolerance)
{
    /// <summary>Scales an attack image with fresh draws.</summary>
    /// <param name="attack">The attack.</param>
    /// <param name="defence">The defence; its method is Random. Its seed is not used.</param>
    /// <param name="draws">The number of draws, at least 1.</param>
    /// <param name="tolerance">What counts as a hit, in grey levels.</param>
    /// <param name="seed">Makes the draws repeatable: draw i has the seed <paramref name="seed"/> + i.</param>
    /// <exception cref="ArgumentException">The defence is not the random filter.</exception>
    public static ExpectedOutput Of(AttackResult attack, PreventionOptions defence, int draws = 20, int tolerance = 10, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(attack);
        ArgumentNullException.ThrowIfNull(defence);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);
        if (defence.Method != PreventionMethod.Random) throw new ArgumentException($"Only the random filter draws; the defence is {defence.Method}.", nameof(defence));

        double psnr = 0, within = 0;
        for (int draw = 0; draw < draws; draw++)
        {
            PixelImage<byte> output = new SafeScaler(defence with { Seed = seed + (ulong)draw }).Scale(attack.Image, attack.Target.Size);
            psnr += ImageMetrics.Psnr(output, attack.Target);
            within += Within(output, attack.Target, tolerance);
        }

        return new ExpectedOutput(draws, psnr / draws, within / draws, tolerance);
    }

    /// <summary>Draws, PSNR and share.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Draws} draws: {PsnrDb:0.0} dB, {WithinShare:P1} within {Tolerance}");

    private static double Within(PixelImage<byte> output, PixelImage<byte> target, int tolerance)
    {
        long hits = 0;
        for (int y = 0; y < target.Height; y++)
        {
            ReadOnlySpan<byte> seen = output.Row(y), wanted = target.Row(y);
            for (int i = 0; i < seen.Length; i++)
                if (Math.Abs(seen[i] - wanted[i]) <= tolerance) hits++;
        }

        return (double)hits / (target.Size.Pixels * target.Channels);
    }
}
