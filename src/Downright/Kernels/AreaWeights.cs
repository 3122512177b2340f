using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Downright.Kernels;

/// <summary>
/// The weights of area scaling's horizontal pass, vector by vector as <see cref="IWords{TSelf}.Weigh"/> takes them. Groups of
/// outputs that take the same parts of their pixels share them: a simple ratio has few such forms, which stay in the near
/// cache.
/// </summary>
internal sealed class AreaWeights
{
    private readonly int[] _starts;
    private readonly short[] _values;

    /// <param name="outputs">What each output takes from a row: whole groups.</param>
    /// <param name="group">The number of outputs that are weighed at once.</param>
    /// <param name="order">For each word of an output's step the pixel that it belongs to, or −1.</param>
    /// <param name="bits">The fractional bits of a weight.</param>
    public AreaWeights(ReadOnlySpan<AreaSpan> outputs, int group, ReadOnlySpan<int> order, int bits)
    {
        int pixels = 1, longest = 0;
        foreach (int pixel in order) pixels = Math.Max(pixels, pixel + 1);
        foreach (AreaSpan output in outputs) longest = Math.Max(longest, output.Length);
        Steps = (longest + pixels - 1) / pixels;

        List<short> values = [];
        Dictionary<string, int> forms = [];
        _starts = new int[outputs.Length / group];
        var form = new short[group * Steps * order.Length];
        for (int i = 0; i < _starts.Length; i++)
        {
            for (int j = 0; j < form.Length; j++)
            {
                var (vector, word) = Math.DivRem(j, order.Length);
                var (step, lane) = Math.DivRem(vector, group);
                form[j] = order[word] < 0 ? (short)0 : WeightOf(outputs[(i * group) + lane], (step * pixels) + order[word], bits);
            }

            // The words as they are make the key.
            string key = new(MemoryMarshal.Cast<short, char>(form));
            if (forms.TryAdd(key, values.Count)) values.AddRange(form);
            _starts[i] = forms[key];
        }

        // Where they stay, at the start of a cache line, so that no vector crosses two.
        _values = GC.AllocateArray<short>(values.Count + (AlignedBytes.Line / sizeof(short)), pinned: true);
        int first = FirstOfLine(_values);
        values.CopyTo(_values, first);
        for (int i = 0; i < _starts.Length; i++) _starts[i] += first;
    }

    /// <summary>The steps of each output.</summary>
    public int Steps { get; }

    /// <summary>For each group where its weights start among the <see cref="Values"/>.</summary>
    public ReadOnlySpan<int> Starts => _starts;

    /// <summary>The weights of all forms.</summary>
    public ReadOnlySpan<short> Values => _values;

    private static unsafe int FirstOfLine(short[] values) =>
        (int)(-(nint)Unsafe.AsPointer(ref values[0]) & (AlignedBytes.Line - 1)) / sizeof(short);

    private static short WeightOf(AreaSpan span, int pixel, int bits)
    {
        if (span.Before > 0 && pixel-- == 0) return (short)span.Before;
        return (short)(pixel < span.Whole ? 1 << bits : pixel == span.Whole ? span.After : 0);
    }
}
