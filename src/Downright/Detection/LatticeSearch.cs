using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Downright.Scaling;

namespace Downright.Detection;

/// <summary>
/// The lattices of samples in an image (docs/methods/lattice-search.md): how well a scaler's fits, and which target sizes
/// and kinds of scalers fit best, on both axes in the same part of the image. What is hidden there,
/// <see cref="OperatorResidual"/> tells.
/// </summary>
internal sealed class LatticeSearch
{
    /// <summary>How many targets are looked into.</summary>
    private const int Candidates = 8;

    /// <summary>The best of several hundred numbers of outputs fits by chance so much better than one of the common ones.</summary>
    private const float Luck = 1.2f;

    /// <summary>Sides of the square inputs of common models.</summary>
    private static readonly int[] Common =
        [32, 48, 64, 96, 112, 128, 160, 192, 200, 224, 227, 240, 256, 260, 288, 299, 300, 320, 331, 336, 340, 360, 380, 384, 400, 416, 448, 480, 512, 518, 528, 600, 608, 640, 768, 800, 896, 1024];

    private static readonly LatticeKind[] Kinds = Enum.GetValues<LatticeKind>();

    private readonly LatticeAxis _columns;
    private readonly LatticeAxis _rows;

    public LatticeSearch(GreyPlane grey)
    {
        var profiles = new DetailProfiles(grey);
        _columns = new LatticeAxis(profiles.Columns);
        _rows = new LatticeAxis(profiles.Rows);
    }

    /// <summary>How well a scaler's lattice fits some part of the image, in standard deviations of chance; 0 where no part fits on both axes.</summary>
    /// <param name="op">The scaler for the image's size and the target's.</param>
    public float Fit(ScalingOperator op)
    {
        Span<Vector256<float>> columns = stackalloc Vector256<float>[LatticeAxis.Parts], rows = stackalloc Vector256<float>[LatticeAxis.Parts];
        _columns.Match(op.Right, columns);
        _rows.Match(op.Left, rows);
        return Both(Most(MemoryMarshal.Cast<Vector256<float>, float>(columns), MemoryMarshal.Cast<Vector256<float>, float>(rows)));
    }

    /// <summary>The best matches, the best first, each size and kind once.</summary>
    public IReadOnlyList<LatticeMatch> Best()
    {
        LatticeBests columns = new(_columns, Common), rows = new(_rows, Common);
        var found = new Dictionary<(ImageSize Size, LatticeKind Kind), float>();
        foreach (LatticeKind kind in Kinds)
        {
            ReadOnlySpan<float> across = columns.Best(kind), down = rows.Best(kind);
            for (int place = 0; place < across.Length; place++)
            {
                int other = Transposed(place);
                if (across[place] > 0 && down[other] > 0)
                    Keep(new ImageSize((int)columns.Outputs(kind)[place], (int)rows.Outputs(kind)[other]), kind, Both(across[place] + down[other]) - Luck);
            }

            for (int i = 0; i < Common.Length; i++) Keep(new ImageSize(Common[i], Common[i]), kind, Both(Most(columns.Common(i, kind), rows.Common(i, kind))));
        }

        return [.. found
            .Select(match => new LatticeMatch(match.Key.Size, match.Key.Kind, match.Value))
            .OrderByDescending(match => match.Fit).ThenBy(match => match.Size.Width).ThenBy(match => match.Size.Height).ThenBy(match => match.Kind)
            .Take(Candidates)];

        void Keep(ImageSize size, LatticeKind kind, float fit)
        {
            if (fit > found.GetValueOrDefault((size, kind))) found[(size, kind)] = fit;
        }
    }

    /// <summary>The largest sum of both axes' fits in one part of the image that has both.</summary>
    private static float Most(ReadOnlySpan<float> columns, ReadOnlySpan<float> rows)
    {
        float most = 0;
        for (int place = 0; place < columns.Length; place++)
        {
            int other = Transposed(place);
            if (columns[place] > 0 && rows[other] > 0) most = Math.Max(most, columns[place] + rows[other]);
        }

        return most;
    }

    /// <summary>The sum of two axes' fits varies by chance √2 times as much as one.</summary>
    private static float Both(float sum) => sum / MathF.Sqrt(2);

    /// <summary>The bands of one axis are the parts of the other.</summary>
    private static int Transposed(int place) => (place % DetailProfiles.Bands * DetailProfiles.Bands) + (place / DetailProfiles.Bands);
}
