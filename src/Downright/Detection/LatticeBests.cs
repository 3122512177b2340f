using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Downright.Detection;

/// <summary>The numbers of outputs that an axis fits best, by kind, part and band, and how well it fits common ones.</summary>
internal sealed class LatticeBests
{
    /// <summary>Fewer outputs are no size that models use, and more none that a lattice is looked for at.</summary>
    private const int Fewest = 16, Most = 1024;

    private static readonly int AllKinds = Enum.GetValues<LatticeKind>().Length;

    private readonly Vector256<float>[] _best = new Vector256<float>[AllKinds * LatticeAxis.Parts];
    private readonly Vector256<float>[] _outputs = new Vector256<float>[AllKinds * LatticeAxis.Parts];
    private readonly Vector256<float>[] _common;

    /// <summary>Matches every number of outputs, from 16 to four fifths of the samples, with every kind.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="common">Numbers of outputs whose fits are kept, ascending.</param>
    public LatticeBests(LatticeAxis axis, ReadOnlySpan<int> common)
    {
        _common = new Vector256<float>[common.Length * AllKinds * LatticeAxis.Parts];
        Span<Vector256<float>> fits = stackalloc Vector256<float>[AllKinds * LatticeAxis.Parts];
        int most = Math.Min(Most, axis.Length * 4 / 5), next = 0;
        for (int outputs = Fewest; outputs <= most; outputs++)
        {
            for (int kind = 0; kind < AllKinds; kind++) axis.Match(outputs, (LatticeKind)kind, fits.Slice(kind * LatticeAxis.Parts, LatticeAxis.Parts));
            for (int i = 0; i < fits.Length; i++)
            {
                Vector256<float> better = Vector256.GreaterThan(fits[i], _best[i]);
                _best[i] = Vector256.ConditionalSelect(better, fits[i], _best[i]);
                _outputs[i] = Vector256.ConditionalSelect(better, Vector256.Create((float)outputs), _outputs[i]);
            }

            if (next < common.Length && common[next] == outputs) fits.CopyTo(_common.AsSpan(next++ * fits.Length));
        }
    }

    /// <summary>The best fits of a kind in standard deviations of chance, 0 where there is none: part by part, and in each band by band.</summary>
    public ReadOnlySpan<float> Best(LatticeKind kind) => Floats(_best, (int)kind);

    /// <summary>The numbers of outputs of the best fits, in the same order.</summary>
    public ReadOnlySpan<float> Outputs(LatticeKind kind) => Floats(_outputs, (int)kind);

    /// <summary>The fits of a common number of outputs, in the same order; all 0 where the axis is too short for it.</summary>
    /// <param name="index">Its place among the common ones.</param>
    /// <param name="kind">The kind.</param>
    public ReadOnlySpan<float> Common(int index, LatticeKind kind) => Floats(_common, (index * AllKinds) + (int)kind);

    private static ReadOnlySpan<float> Floats(Vector256<float>[] fits, int index) =>
        MemoryMarshal.Cast<Vector256<float>, float>(fits.AsSpan(index * LatticeAxis.Parts, LatticeAxis.Parts));
}
