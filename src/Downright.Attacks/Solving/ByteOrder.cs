namespace Downright.Attacks.Solving;

/// <summary>The places of bytes in ascending order, by counting: windows have few hundred of them, and there are many windows.</summary>
internal sealed class ByteOrder
{
    private readonly int[] _below = new int[257];
    private int[] _order = [];

    /// <summary>Sorts.</summary>
    /// <param name="values">The bytes.</param>
    /// <returns>Their places; those of equal bytes ascending. Valid until the next call.</returns>
    public ReadOnlySpan<int> Of(ReadOnlySpan<byte> values)
    {
        if (_order.Length < values.Length) _order = new int[values.Length];
        Array.Clear(_below);
        foreach (byte value in values) _below[value + 1]++;
        for (int value = 1; value < _below.Length; value++) _below[value] += _below[value - 1];

        Span<int> next = stackalloc int[256];
        _below.AsSpan(0, 256).CopyTo(next);
        for (int i = 0; i < values.Length; i++) _order[next[values[i]]++] = i;
        return _order.AsSpan(0, values.Length);
    }

    /// <summary>How many of the bytes last sorted are less than a value, 0–256.</summary>
    public int Below(int value) => _below[value];
}
